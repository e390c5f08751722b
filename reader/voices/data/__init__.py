"""The generated gazetteer and the script that writes it."""
