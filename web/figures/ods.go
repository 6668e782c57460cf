package figures

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

const odsType = "application/vnd.oasis.opendocument.spreadsheet"

const odsManifest = `<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="` + odsType + `"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>`

// writeODS writes a spreadsheet with a sheet for each table (OpenDocument 1.2, part 1): its first part names the type,
// and is not compressed.
func writeODS(d data) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range []struct {
		name, content string
		method        uint16
	}{
		{"mimetype", odsType, zip.Store},
		{"content.xml", odsContent(d), zip.Deflate},
		{"META-INF/manifest.xml", odsManifest, zip.Deflate},
	} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: part.method})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(part.content)); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}

func odsContent(d data) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet>`)
	for _, t := range d.tables() {
		fmt.Fprintf(&b, `<table:table table:name="%s"><table:table-row>`, escaped(t.Title))
		for _, c := range t.Columns {
			odsText(&b, c)
		}
		b.WriteString("</table:table-row>")
		for _, r := range t.Rows {
			b.WriteString("<table:table-row>")
			odsText(&b, r.Name)
			for _, v := range r.Values {
				odsValue(&b, v, v.Say(d.w))
			}
			b.WriteString("</table:table-row>")
		}
		b.WriteString("</table:table>")
	}
	b.WriteString("</office:spreadsheet></office:body></office:document-content>")
	return b.String()
}

func odsText(b *strings.Builder, text string) {
	fmt.Fprintf(b, `<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>`, escaped(text))
}

func odsValue(b *strings.Builder, v Value, said string) {
	if v.Few() {
		odsText(b, said)
		return
	}
	fmt.Fprintf(b, `<table:table-cell office:value-type="float" office:value="%s"><text:p>%s</text:p></table:table-cell>`, v.plain(), escaped(said))
}

func escaped(text string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text))
	return b.String()
}
