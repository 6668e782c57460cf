package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// publicCode reads publiccode.yml as far as it uses YAML: "description.nl.longDescription" → its text.
// A list is one text, its items joined by commas.
func publicCode(t *testing.T) map[string]string {
	t.Helper()
	values, path := map[string]string{}, []string{}
	line := regexp.MustCompile(`^( *)(?:- )?([A-Za-z]+):(?: (.*))?$`)
	last := ""
	for _, text := range strings.Split(strings.TrimRight(readFile(t, "publiccode.yml"), "\n"), "\n") {
		m := line.FindStringSubmatch(text)
		if m == nil {
			item := strings.TrimSpace(text)
			values[last] = strings.TrimSpace(values[last] + " " + strings.TrimPrefix(item, "- "))
			continue
		}
		depth := len(m[1]) / 2
		path = append(path[:min(depth, len(path))], m[2])
		last = strings.Join(path, ".")
		if _, twice := values[last]; twice {
			t.Errorf("%s stands twice", last)
		}
		values[last] = strings.Trim(strings.TrimPrefix(m[3], ">"), `"[] `)
	}
	return values
}

// TestPublicCodeIsValid holds publiccode.yml against version 0.4 of its standard.
func TestPublicCodeIsValid(t *testing.T) {
	values := publicCode(t)
	for key, allowed := range map[string]string{
		"publiccodeYmlVersion": `0\.4`, "name": `.+`, "url": `https://\S+`, "platforms": `(web|linux|windows|mac|android|ios)(, (web|linux|windows|mac|android|ios))*`,
		"developmentStatus": `concept|development|beta|stable|obsolete`, "softwareType": `standalone/(web|backend|desktop|iot|mobile|other)|library|addon|configurationFiles`,
		"legal.license": `EUPL-1\.2`, "maintenance.type": `internal|contract|community|none`, "maintenance.contacts.name": `.+`,
		"localisation.localisationReady": `true|false`, "localisation.availableLanguages": `nl, en, de`, "softwareVersion": `\d+\.\d+\.\d+`,
	} {
		if !regexp.MustCompile(`^(?:` + allowed + `)$`).MatchString(values[key]) {
			t.Errorf("%s is %q", key, values[key])
		}
	}
	if _, err := time.Parse(time.DateOnly, values["releaseDate"]); err != nil {
		t.Error(err)
	}
	for _, language := range []string{"nl", "en"} {
		d := "description." + language + "."
		if n := len([]rune(values[d+"shortDescription"])); n == 0 || n > 150 {
			t.Errorf("%sshortDescription has %d letters", d, n)
		}
		if n := len([]rune(values[d+"longDescription"])); n < 150 || n > 10_000 {
			t.Errorf("%slongDescription has %d letters", d, n)
		}
		if values[d+"features"] == "" {
			t.Errorf("%sfeatures are missing", d)
		}
	}
	known := strings.Fields("publiccodeYmlVersion name url softwareVersion releaseDate platforms categories developmentStatus softwareType intendedAudience description legal maintenance localisation")
	for key := range values {
		if !strings.Contains(key, ".") && !slices.Contains(known, key) {
			t.Errorf("there is no key %s", key)
		}
	}
}
