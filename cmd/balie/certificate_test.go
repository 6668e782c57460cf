package main

import (
	"crypto/tls"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"balie/cmd/internal/servertest"
)

// serialAt is the serial number of the certificate that a server shows.
func serialAt(t *testing.T, address string) int64 {
	t.Helper()
	conn, err := tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	return conn.ConnectionState().PeerCertificates[0].SerialNumber.Int64()
}

func TestARenewedCertificateNeedsNoRestart(t *testing.T) {
	folder := t.TempDir()
	cert, key := servertest.WriteCertificate(t, folder, 1, servertest.Noon())
	m, _ := servertest.Start(t, t.TempDir(), "--cert", cert, "--key", key)
	address := m.URL[len("https://"):]
	if got := serialAt(t, address); got != 1 {
		t.Fatalf("the first certificate is %d", got)
	}
	servertest.WriteCertificate(t, folder, 2, servertest.Noon().Add(time.Minute))
	if got := serialAt(t, address); got != 2 {
		t.Errorf("after renewing the certificate is %d, want 2", got)
	}
	if err := os.WriteFile(cert, []byte("no certificate"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := serialAt(t, address); got != 2 {
		t.Errorf("after a bad renewal the certificate is %d, want 2", got)
	}
}

func TestOverTLSBrowsersAreToldToStay(t *testing.T) {
	cert, key := servertest.WriteCertificate(t, t.TempDir(), 1, servertest.Noon())
	m, _ := servertest.Start(t, t.TempDir(), "--cert", cert, "--key", key)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	answer, err := client.Get(m.URL + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	client.CloseIdleConnections()
	if answer.Header.Get("Strict-Transport-Security") == "" {
		t.Error("no Strict-Transport-Security")
	}
}

func TestABadCertificateIsRefusedAtStart(t *testing.T) {
	bad := servertest.FileOf(t, "cert.pem", "no certificate")
	data := filepath.Join(t.TempDir(), "data")
	servertest.WantRefused(t, inProcess(t, "serve", "--data", data, "--cert", bad, "--key", bad, "--listen", "127.0.0.1:0"), "cert = ")
	servertest.WantDone(t, inProcess(t, "check", "--data", data)) // the ledger was closed again
}
