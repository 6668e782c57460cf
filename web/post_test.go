package web_test

import (
	"strings"
	"testing"

	"balie/web/messages"
	"balie/web/webtest"
)

func TestOnlyTheDemoShowsMails(t *testing.T) {
	o := webtest.NewOptions(t)
	if answer, _ := webtest.Ask(t, webtest.Start(o), "GET", "/post", ""); answer.StatusCode != 404 {
		t.Errorf("a house that is no demo answers /post with %d", answer.StatusCode)
	}
	o.Post = &messages.Sink{}
	a := webtest.Start(o)
	if _, text := webtest.Ask(t, a, "GET", "/post", ""); !strings.Contains(text, "nog geen post") {
		t.Errorf("an empty sink shows %q", text)
	}
	link := "https://x.example/nl/a/1#s"
	err := o.Post.Send(t.Context(), messages.Mail{To: "riet@voorbeeld.nl", Subject: "Uw <afspraak>", Language: "nl", Link: link, Text: "Een\n" + link + "\n\nTwee\n"})
	if err != nil {
		t.Fatal(err)
	}
	answer, text := webtest.Ask(t, a, "GET", "/post", "")
	for _, want := range []string{"riet@voorbeeld.nl", "Uw &lt;afspraak&gt;", `href="` + link + `"`, "Twee"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page of mails does not show %q", want)
		}
	}
	if answer.Header.Get("Cache-Control") != "no-store" {
		t.Error("mails may be kept by others")
	}
	if found := unlisted(a); len(found) > 0 {
		t.Errorf("routes without an entry: %v", found)
	}
}
