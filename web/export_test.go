package web

// Places are the keys of the bar of colleagues.
func Places() (keys []string) {
	for _, n := range nav {
		keys = append(keys, n.Key)
	}
	return keys
}
