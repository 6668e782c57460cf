package textfile

import (
	"strings"
	"testing"
)

// TestCommentsAreReadOver: what is no comment stays where it was, also in texts that look like one.
func TestCommentsAreReadOver(t *testing.T) {
	var got struct {
		Name  string   `json:"name"`
		Sites []string `json:"sites"`
	}
	text := "// what we are called\n{\n  /* with\n two lines */ \"name\": \"Proef // stad\", // and more\n  \"sites\": [\"https://a.example/*x*/\", \"back\\\"// slash\"]\n}\n// the end"
	if _, err := JSON(text, &got); err != nil {
		t.Fatal(err)
	}
	if got.Name != "Proef // stad" || len(got.Sites) != 2 || got.Sites[0] != "https://a.example/*x*/" || got.Sites[1] != `back"// slash` {
		t.Errorf("read %+v", got)
	}
}

// TestAFaultBehindACommentHasItsPlace: line and column are those of the file.
func TestAFaultBehindACommentHasItsPlace(t *testing.T) {
	var got struct {
		Name string `json:"name"`
	}
	_, err := JSON("// one\n{ /* two */ \"nam\": \"x\" }", &got)
	if err == nil || !strings.Contains(err.Error(), "line 2, column 13") {
		t.Errorf("said %v", err)
	}
	for _, broken := range []string{"{ /* never ends", "{} /", "{ / }", "/"} {
		if _, err := JSON(broken, &got); err == nil {
			t.Errorf("%q is read", broken)
		}
	}
}

func FuzzCommentsKeepTheLength(f *testing.F) {
	f.Add(`{"a": "//"} // b`)
	f.Add("/* \" */{}")
	f.Fuzz(func(t *testing.T, text string) {
		if got := withoutComments(text); len(got) != len(text) || strings.Count(got, "\n") != strings.Count(text, "\n") {
			t.Errorf("%q became %q", text, got)
		}
	})
}
