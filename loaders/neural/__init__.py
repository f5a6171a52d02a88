"""The neural reader of who said what: a small encoder and a head that reads each cue's source and content, int8 on the CPU."""
