"""The screens: the main one composes and routes, the others are small dialogs."""
