package demo

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/cmd/internal/server"
)

// townFiles are documents as balie import takes them, a folder for each town.
//
//go:embed town/*.json small/*.json
var townFiles embed.FS

// Setting is a town that the demo can show.
type Setting struct {
	Name         string // "oude-ijsselstreek": what --town takes
	Municipality string // as on every page
	Zone         string
	Office       catalogue.OfficeID  // where the hall is that everybody looks at
	Free         catalogue.DeskID    // the desk that is left to whoever looks around
	Bus          bool                // it has a bus, with outings and rounds
	Brought      catalogue.ProductID // what is brought home, with a bus
	PastDays     int                 // how long the past is that is shipped
	Language     string              // of somebody whose browser asks for none of ours
	folder       string
	own          *server.Document // of a municipality that practises, in the place of files
	wanted       []Wanted         // what people come for there
}

// Settings are the towns of the demo, the usual one first.
var Settings = []Setting{
	{Name: "oude-ijsselstreek", Municipality: "Oude IJsselstreek", Zone: "Europe/Amsterdam", Office: Office, Free: FreeDesk, Bus: true, Brought: collected, PastDays: 56, Language: "nl", folder: "town"},
	{Name: "small", Municipality: "Meerwoude", Zone: "Europe/Amsterdam", Office: "meer", Free: "meer-1", PastDays: 14, Language: "en", folder: "small"},
}

// SettingOf returns a town by its name; "" is the usual one.
func SettingOf(name string) (Setting, error) {
	if name == "" {
		return Settings[0], nil
	}
	i := slices.IndexFunc(Settings, func(s Setting) bool { return s.Name == name })
	if i < 0 {
		return Setting{}, fmt.Errorf("there is no town %q; there are %s and %s", name, Settings[0].Name, Settings[1].Name)
	}
	return Settings[i], nil
}

// Document is the town as it is imported: every file of its folder in one.
func (s Setting) Document() (all server.Document, err error) {
	if s.own != nil {
		return *s.own, nil
	}
	names, err := fs.Glob(townFiles, s.folder+"/*.json")
	if err != nil {
		return all, err
	}
	for _, name := range names {
		text, err := townFiles.ReadFile(name)
		if err != nil {
			return all, err
		}
		d, err := server.ParseDocument(text)
		if err != nil {
			return all, fmt.Errorf("%s: %w", name, err)
		}
		all.Add(d)
	}
	return all, nil
}

// fingerprint tells the files of a town, and what its people are like, from others.
func (s Setting) fingerprint() string {
	sum := sha256.New()
	names, _ := fs.Glob(townFiles, s.folder+"/*.json")
	for _, name := range names {
		text, _ := townFiles.ReadFile(name)
		sum.Write(text)
	}
	sum.Write(scenarioFile)
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// Town is the usual town of the demo.
func Town() (server.Document, error) { return Settings[0].Document() }

// settingIn is the town that a ledger holds: whoever goes on with a folder need not name it again.
func settingIn(h *server.Server, asked Setting) Setting {
	if asked.own != nil {
		return asked
	}
	_ = h.Ledger.View(func(r ledger.Reader) error {
		for _, s := range Settings {
			if _, err := catalogue.OfficeByID(r, s.Office); err == nil {
				asked = s
			}
		}
		return nil
	})
	return asked
}
