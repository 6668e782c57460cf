package web_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"testing"

	"github.com/gofiber/fiber/v2"

	"balie/web/route"
	"balie/web/webtest"
)

func TestShutdownWaitsForAnswersUnderWay(t *testing.T) {
	entered, leave := make(chan bool), make(chan bool)
	a := webtest.Start(webtest.NewOptions(t)).With(route.Route{Method: "GET", Path: "/slow", Access: route.Public, Limit: route.Free, Bare: true,
		Handler: func(c *fiber.Ctx) error {
			close(entered)
			<-leave
			return c.SendString("done")
		}})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- a.Serve(listener) }()
	answered := make(chan string, 1)
	go func() {
		answer, err := http.Get("http://" + listener.Addr().String() + "/slow")
		if err != nil {
			answered <- err.Error()
			return
		}
		defer answer.Body.Close()
		text, _ := io.ReadAll(answer.Body)
		answered <- string(text)
	}()
	<-entered
	down := make(chan error, 1)
	go func() { down <- a.Shutdown(context.Background()) }()
	close(leave)
	if got := <-answered; got != "done" {
		t.Errorf("the answer under way was %q, want it whole", got)
	}
	if err := <-down; err != nil {
		t.Errorf("Shutdown: %v", err)
	}
	if err := <-served; err != nil {
		t.Errorf("Serve: %v", err)
	}
}

func TestReadyOnlyWhileTheLedgerCanBeRead(t *testing.T) {
	a := webtest.Start(webtest.NewOptions(t))
	if answer, _ := webtest.Ask(t, a, "GET", "/readyz", ""); answer.StatusCode != 200 {
		t.Errorf("readyz answers %d, want 200", answer.StatusCode)
	}
	if err := a.Options.Ledger.Close(); err != nil {
		t.Fatal(err)
	}
	if answer, _ := webtest.Ask(t, a, "GET", "/readyz", ""); answer.StatusCode != 503 {
		t.Errorf("readyz of a closed ledger answers %d, want 503", answer.StatusCode)
	}
	if answer, _ := webtest.Ask(t, a, "GET", "/healthz", ""); answer.StatusCode != 200 {
		t.Errorf("healthz answers %d, want 200", answer.StatusCode)
	}
}
