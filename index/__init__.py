"""From programmes to vectors to the closest ones; knows catalog."""
