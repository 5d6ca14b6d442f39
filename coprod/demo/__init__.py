"""The made-up area of Alderbrook, loaded through the same doors as real words."""
