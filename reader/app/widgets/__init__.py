"""What the screens are made of. Widgets know the model and are handed their data; they do no IO."""
