"""From a message to a reply; knows index and catalog."""
