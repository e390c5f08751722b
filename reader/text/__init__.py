"""Outside text becomes safe text and documents here."""
