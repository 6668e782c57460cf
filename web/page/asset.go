package page

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"path"
	"strings"
	"sync"

	"github.com/gofiber/fiber/v2"
)

//go:embed assets/*.css assets/styles/*/*.css assets/*.js assets/modules/*.js assets/*.svg assets/*.wav assets/*.ogg assets/*.json assets/fonts/*.woff2
var assetFiles embed.FS

// asset is a file as it is served: under a name with a hash of its content.
type asset struct {
	kind    string
	content []byte
	packed  []byte // gzip; nil where that does not make it smaller
}

var (
	hashed = map[string]string{} // "balie.css" → "/assets/balie.0a1b2c3d.css"
	served = map[string]asset{}  // by that path
)

func init() {
	mustAdd("assets/fonts")
	mustAdd("assets/modules")
	mustAdd("assets")
	mustJoin("assets/styles")
}

// mustAdd takes the files of a folder; fonts and modules first, since others name them.
func mustAdd(folder string) {
	entries, err := fs.ReadDir(assetFiles, folder)
	if err != nil {
		panic(err)
	}
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		content, err := assetFiles.ReadFile(folder + "/" + e.Name())
		if err != nil {
			panic(err)
		}
		add(strings.TrimPrefix(folder+"/"+e.Name(), "assets/"), content)
	}
}

// mustJoin makes one stylesheet of each folder: styles/staff/*.css, in the order of their names, is
// served as staff.css. What comes later wins within its layer, so each name begins with its place.
func mustJoin(folder string) {
	sheets, err := fs.ReadDir(assetFiles, folder)
	if err != nil {
		panic(err)
	}
	for _, sheet := range sheets {
		parts, err := fs.Glob(assetFiles, folder+"/"+sheet.Name()+"/*.css")
		if err != nil {
			panic(err)
		}
		var joined []byte
		for _, part := range parts {
			content, err := assetFiles.ReadFile(part)
			if err != nil {
				panic(err)
			}
			joined = append(joined, content...)
		}
		add(sheet.Name()+".css", joined)
	}
}

// Source is the text of a file of ours, for what has no server to ask for it.
func Source(name string) string {
	content, err := assetFiles.ReadFile("assets/" + name)
	if err != nil {
		panic(err)
	}
	return string(content)
}

// published are the files of themes, by path; they come after those of ours.
var published sync.Map

// publish serves a file that is not ours under a name with its hash, and returns its path.
func publish(name string, content []byte) string {
	sum := sha256.Sum256(content)
	extension := path.Ext(name)
	at := "/assets/" + strings.TrimSuffix(name, extension) + "." + hex.EncodeToString(sum[:6]) + extension
	published.Store(at, asset{mime.TypeByExtension(extension), content, pack(content)})
	return at
}

// at returns the file that is served at a path.
func at(path string) (asset, bool) {
	if a, ok := served[path]; ok {
		return a, true
	}
	a, ok := published.Load(path)
	if !ok {
		return asset{}, false
	}
	return a.(asset), true
}

func add(name string, content []byte) {
	for known, at := range hashed {
		content = bytes.ReplaceAll(content, []byte(`url("`+known+`")`), []byte(`url("`+at+`")`))
		content = bytes.ReplaceAll(content, []byte(`from "./`+known+`"`), []byte(`from "`+at+`"`)) // a module that another imports
	}
	sum := sha256.Sum256(content)
	extension := path.Ext(name)
	at := "/assets/" + strings.TrimSuffix(path.Base(name), extension) + "." + hex.EncodeToString(sum[:6]) + extension
	hashed[name] = at
	served[at] = asset{kindOf(extension), content, pack(content)}
}

// kindOf is the media type of a file; of sound the machine's own table may know none.
func kindOf(extension string) string {
	switch extension {
	case ".wav":
		return "audio/wav"
	case ".ogg":
		return "audio/ogg"
	}
	return mime.TypeByExtension(extension)
}

// pack returns content as gzip, or nil where that is not worth it: fonts are packed already.
func pack(content []byte) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(content)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil || b.Len() > len(content)*9/10 {
		return nil
	}
	return b.Bytes()
}

// Asset is the path under which a file of ours is served: Asset("balie.css"). A name we do not
// have is a programmer's fault.
func Asset(name string) string {
	at, ok := hashed[name]
	if !ok {
		panic("page: there is no asset " + name)
	}
	return at
}

// ServeAsset answers for a file of ours, which may be kept for ever, since other content has
// another name; any other path is not found.
func ServeAsset(c *fiber.Ctx) error {
	a, ok := at(c.Path())
	if !ok {
		return fiber.ErrNotFound
	}
	c.Set(fiber.HeaderContentType, a.kind)
	c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	if a.packed == nil {
		return c.Send(a.content)
	}
	c.Vary(fiber.HeaderAcceptEncoding)
	if !strings.Contains(c.Get(fiber.HeaderAcceptEncoding), "gzip") {
		return c.Send(a.content)
	}
	c.Set(fiber.HeaderContentEncoding, "gzip")
	return c.Send(a.packed)
}
