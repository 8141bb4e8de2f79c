"""What templates may say of stories."""
