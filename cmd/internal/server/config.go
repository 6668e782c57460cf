package server

import (
	"balie/booking/textfile"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// LoadConfig puts the settings together: defaults < file < environment < flags. A key that does
// not exist and a value that cannot be are refused with their name, value and origin, all at once.
// file may be empty; then BALIE_CONFIG may name it.
func LoadConfig(file string, env []string, flags map[string]*string) (Config, error) {
	var l layers
	for _, s := range Settings {
		l.put(s.Key, s.fallback, "default")
	}
	fromEnv := environment(env)
	if file == "" {
		file = fromEnv["config"]
	}
	delete(fromEnv, "config")
	l.file(file)
	for _, key := range slices.Sorted(maps.Keys(fromEnv)) {
		l.put(key, fromEnv[key], "environment "+envName(key))
	}
	for _, key := range slices.Sorted(maps.Keys(flags)) {
		if v := flags[key]; v != nil {
			l.put(key, *v, "flag --"+key)
		}
	}
	return l.config()
}

// notSettings are variables with our prefix that only the tests read.
var notSettings = []string{"BALIE_BROWSER", "BALIE_TOOLS", "BALIE_STORIES", "BALIE_SHOTS", "BALIE_ENGINE_OPS"}

// environment returns the settings among variables: "BALIE_TRUSTED_PROXIES=x" is trusted-proxies.
func environment(env []string) map[string]string {
	found := map[string]string{}
	for _, pair := range env {
		name, value, _ := strings.Cut(pair, "=")
		if key, ok := strings.CutPrefix(name, "BALIE_"); ok && !slices.Contains(notSettings, name) {
			found[strings.ReplaceAll(strings.ToLower(key), "_", "-")] = value
		}
	}
	return found
}

func envName(key string) string { return "BALIE_" + strings.ToUpper(strings.ReplaceAll(key, "-", "_")) }

// layers are settings on their way to a Config: a later put wins.
type layers struct {
	values, origins map[string]string
	problems        []error
}

func (l *layers) put(key, value, origin string) {
	if l.values == nil {
		l.values, l.origins = map[string]string{}, map[string]string{}
	}
	if !slices.ContainsFunc(Settings, func(s setting) bool { return s.Key == key }) {
		l.problems = append(l.problems, fmt.Errorf("%s = %q (%s): there is no such setting", key, value, origin))
		return
	}
	l.values[key], l.origins[key] = value, origin
}

// file adds the settings of a TOML file. TOML, since whoever runs a server writes down why a
// proxy is trusted, and JSON has no comments.
func (l *layers) file(path string) {
	if path == "" {
		return
	}
	content, text, err := readSettings(path)
	if err != nil {
		l.problems = append(l.problems, fmt.Errorf("settings file %s: %w", path, err))
		return
	}
	for _, key := range slices.Sorted(maps.Keys(content)) {
		origin := "file " + path + lineOf(text, key)
		if _, table := content[key].(map[string]any); table {
			l.problems = append(l.problems, fmt.Errorf("%s (%s): is a table, and a setting is one value", key, origin))
			continue
		}
		l.put(key, flat(content[key]), origin)
	}
}

// largestSettings is the size of a settings file at most.
const largestSettings = 1 << 20

// readSettings reads a settings file, with every fault in words and with its line.
func readSettings(path string) (content map[string]any, text string, err error) {
	info, err := os.Stat(path)
	if err == nil && (info.IsDir() || info.Size() > largestSettings) {
		return nil, "", fmt.Errorf("is a folder, or larger than %d MB", largestSettings>>20)
	}
	written, err := os.ReadFile(path)
	if err != nil {
		return nil, "", err
	}
	if text, _, err = textfile.Text(written); err != nil {
		return nil, "", err
	}
	content = map[string]any{}
	_, err = toml.Decode(text, &content)
	var fault toml.ParseError
	if errors.As(err, &fault) {
		err = fmt.Errorf("%s: is not key = \"value\" there: %s", textfile.Place(text, fault.Position.Start), fault.Message)
	}
	return content, text, err
}

// lineOf is where a key stands in a settings file.
func lineOf(text, key string) string {
	n := 0
	for line := range strings.Lines(text) {
		n++
		name, _, is := strings.Cut(line, "=")
		if is && strings.Trim(strings.TrimSpace(name), `"'`) == key {
			return fmt.Sprintf(", line %d", n)
		}
	}
	return ""
}

// flat turns a value of a settings file into the text that a flag would have: lists with commas.
func flat(value any) string {
	list, ok := value.([]any)
	if !ok {
		return fmt.Sprint(value)
	}
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = fmt.Sprint(v)
	}
	return strings.Join(texts, ",")
}

func (l *layers) config() (c Config, err error) {
	for _, s := range Settings {
		err := plain(l.values[s.Key])
		if err == nil {
			err = s.set(&c, l.values[s.Key])
		}
		if err != nil {
			l.problems = append(l.problems, fmt.Errorf("%s = %q (%s): %w", s.Key, l.values[s.Key], l.origins[s.Key], err))
		}
	}
	return c, errors.Join(l.problems...)
}

// plain refuses a value that no setting has.
func plain(value string) error {
	switch {
	case utf8.RuneCountInString(value) > textfile.LongestText:
		return fmt.Errorf("has more than %d characters", textfile.LongestText)
	case strings.ContainsFunc(value, unicode.IsControl):
		return errors.New("has a control character in it")
	}
	return nil
}

// Show writes the effective settings as a settings file. A secret is only said to be set.
func (c Config) Show(w io.Writer) {
	for _, s := range Settings {
		value := s.get(c)
		if s.secret && value != "" {
			value = "(set)"
		}
		fmt.Fprintf(w, "%s = %q\n", s.Key, value)
	}
}

// exists refuses a file that cannot be read.
func exists(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return errors.New("cannot be read")
	}
	return file.Close()
}
