"""What is to be remarked on the sound of the recording, and where."""
