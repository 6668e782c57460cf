package main

import (
	"os"
	"path/filepath"
	"testing"

	"balie/cmd/internal/servertest"
)

func TestAThemeThatCannotBeReadDoesNotStart(t *testing.T) {
	data, folder := imported(t), t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "theme.css"), []byte(":root { --basis-color-default-color-document: #aaaaaa; }"), 0o600); err != nil {
		t.Fatal(err)
	}
	servertest.WantRefused(t, inProcess(t, "serve", "--data", data, "--listen", "127.0.0.1:0", "--trusted-proxies", "127.0.0.1", "--theme", folder), "default-color-document on default-bg-document", "2.29", "4.5")
	servertest.WantRefused(t, inProcess(t, "lab", "storybook", "--listen", "127.0.0.1:0", "--theme", folder), "default-color-document")
	servertest.WantRefused(t, inProcess(t, "serve", "--data", data, "--theme", filepath.Join(folder, "none")), "theme", "must be a folder")
	config := servertest.FileOf(t, "balie.toml", "theme = \""+folder+"\"\n")
	servertest.WantDone(t, inProcess(t, "backup", "--data", data, "--config", config))
}
