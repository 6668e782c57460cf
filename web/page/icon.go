package page

// HasIcon reports whether there is an icon of this name.
func HasIcon(name string) bool { return len(lines[name]) > 0 }
