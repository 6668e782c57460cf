package setup

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// ManifestName is the file of an export that says from where and when it is.
const ManifestName = "exported.json"

// Split is a document as files, one for each thing, in the order of their names. Each is a document that import reads.
func (d Document) Split() (files []File, err error) {
	add := func(name string, one Document) {
		if err != nil {
			return
		}
		var b bytes.Buffer
		writer := json.NewEncoder(&b)
		writer.SetEscapeHTML(false)
		writer.SetIndent("", "  ")
		err = writer.Encode(one)
		files = append(files, File{name, b.Bytes()})
	}
	if d.Exported != nil {
		add(ManifestName, Document{Exported: d.Exported})
	}
	if town := (TownSetup{Named: d.Named, Legal: d.Legal, Style: d.Style, Bus: d.Bus, Pause: d.Pause}); town.count() > 0 {
		add("municipality.json", Document{TownSetup: town})
	}
	if d.Logo != nil {
		add("logo.json", Document{TownSetup: TownSetup{Logo: d.Logo}})
	}
	if len(d.Groups) > 0 {
		add("groups.json", Document{TownSetup: TownSetup{Groups: d.Groups}})
	}
	if len(d.Skills) > 0 {
		add("skills.json", Document{TownSetup: TownSetup{Skills: d.Skills}})
	}
	if d.Drives != nil {
		add("drives.json", Document{OutreachSetup: OutreachSetup{Drives: d.Drives}})
	}
	for _, p := range d.Planned {
		add("planned/"+p.FirstDay.String()+".json", Document{Planned: []Planned{p}})
	}
	fileEach("products", d.Products, func(d *Document) any { return &d.Products }, add)
	fileEach("offices", d.Offices, func(d *Document) any { return &d.Offices }, add)
	fileEach("texts", d.Texts, func(d *Document) any { return &d.Texts }, add)
	fileEach("notices", d.Notices, func(d *Document) any { return &d.Notices }, add)
	fileEach("villages", d.Neighbourhoods, func(d *Document) any { return &d.Neighbourhoods }, add)
	fileEach("places", d.Places, func(d *Document) any { return &d.Places }, add)
	fileEach("vehicles", d.Vehicles, func(d *Document) any { return &d.Vehicles }, add)
	fileEach("kits", d.Kits, func(d *Document) any { return &d.Kits }, add)
	fileEach("partners", d.Partners, func(d *Document) any { return &d.Partners }, add)
	fileEach("themes", d.Themes, func(d *Document) any { return &d.Themes }, add)
	fileEach("layers", d.Layers, func(d *Document) any { return &d.Layers }, add)
	fileEach("roles", d.Roles, func(d *Document) any { return &d.Roles }, add)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return files, err
}

// Folders are those in which Split puts files.
var Folders = []string{"planned", "products", "offices", "texts", "notices", "villages", "places", "vehicles", "kits", "partners", "themes", "layers", "roles"}

// fileEach adds a file for each of a list, named by its id.
func fileEach[T any](folder string, all []T, list func(*Document) any, add func(string, Document)) {
	for i, one := range all {
		var named struct {
			ID  string `json:"id"`
			Key string `json:"key"`
		}
		text, _ := json.Marshal(one)
		_ = json.Unmarshal(text, &named)
		name := named.ID + named.Key
		if name == "" {
			name = fmt.Sprint(i)
		}
		var d Document
		*list(&d).(*[]T) = []T{one}
		add(folder+"/"+name+".json", d)
	}
}

// Zip packs files.
func Zip(files []File) ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		one, err := w.Create(f.Name)
		if err == nil {
			_, err = one.Write(f.Content)
		}
		if err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return b.Bytes(), err
}

// Unzip reads what Zip packed, or a single document as it is. It refuses what holds more than an import may, and leaves
// out what is no document of ours.
func Unzip(name string, content []byte) (files []File, err error) {
	if !bytes.HasPrefix(content, []byte("PK")) {
		return []File{{name, content}}, nil
	}
	r, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, within(name, fmt.Errorf("cannot be unpacked: %w", err))
	}
	left := int64(Largest)
	for _, f := range r.File {
		if f.FileInfo().IsDir() || path.Ext(f.Name) != ".json" || strings.HasPrefix(path.Base(f.Name), ".") {
			continue
		}
		one, err := f.Open()
		if err != nil {
			return nil, within(name, fmt.Errorf("%s: cannot be unpacked: %w", f.Name, err))
		}
		text, err := io.ReadAll(io.LimitReader(one, left+1))
		_ = one.Close()
		if left -= int64(len(text)); err != nil || left < 0 {
			return nil, within(name, fmt.Errorf("%s: cannot be read, or there are more than %d MB", f.Name, Largest>>20))
		}
		files = append(files, File{f.Name, text})
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return files, nil
}
