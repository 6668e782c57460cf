package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// writeCertificate writes a new certificate for this machine with a serial number over the files,
// as changed at an instant, so that tests need not wait for a clock to tick.
func writeCertificate(t *testing.T, folder string, serial int64, changed time.Time) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(serial), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	for path, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, changed, changed); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key
}

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
	cert, key := writeCertificate(t, folder, 1, noon())
	m, _ := startServe(t, t.TempDir(), "--cert", cert, "--key", key)
	address := m.url[len("https://"):]
	if got := serialAt(t, address); got != 1 {
		t.Fatalf("the first certificate is %d", got)
	}
	writeCertificate(t, folder, 2, noon().Add(time.Minute))
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
	cert, key := writeCertificate(t, t.TempDir(), 1, noon())
	m, _ := startServe(t, t.TempDir(), "--cert", cert, "--key", key)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	answer, err := client.Get(m.url + "/healthz")
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
	bad := fileOf(t, "cert.pem", "no certificate")
	data := filepath.Join(t.TempDir(), "data")
	wantRefused(t, inProcess(t, "serve", "--data", data, "--cert", bad, "--key", bad, "--listen", "127.0.0.1:0"), "cert = ")
	wantDone(t, inProcess(t, "check", "--data", data)) // the ledger was closed again
}
