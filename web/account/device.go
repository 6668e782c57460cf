package account

import "strings"

// What a browser says of itself, in the order in which it must be asked: each also names those after it.
var (
	browsers = []struct{ sign, name string }{
		{"Edg/", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser/", "Samsung Internet"}, {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"},
		{"CriOS/", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"},
	}
	systems = []struct{ sign, name string }{
		{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"CrOS", "ChromeOS"}, {"Windows", "Windows"}, {"Macintosh", "Mac"}, {"Linux", "Linux"},
	}
)

// deviceOf is a browser in two words, for its owner to recognise: "Firefox, Windows".
func deviceOf(agent string) string {
	var words []string
	for _, b := range browsers {
		if strings.Contains(agent, b.sign) {
			words = append(words, b.name)
			break
		}
	}
	for _, s := range systems {
		if strings.Contains(agent, s.sign) {
			words = append(words, s.name)
			break
		}
	}
	return strings.Join(words, ", ")
}
