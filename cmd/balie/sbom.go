package main

import (
	"errors"
	"runtime/debug"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"balie/cmd/internal/server"
)

// printSBOM prints the software bill of materials: every module that was built in, as the Go
// toolchain noted it in the program itself, with its checksum. CycloneDX 1.6, JSON.
func printSBOM(proc *server.Process) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return errors.New("this program was built without notes of what is in it")
	}
	encoder := cdx.NewBOMEncoder(proc.Out, cdx.BOMFileFormatJSON)
	return encoder.SetPretty(true).EncodeVersion(sbomOf(info), cdx.SpecVersion1_6)
}

func sbomOf(info *debug.BuildInfo) *cdx.BOM {
	bom := cdx.NewBOM()
	bom.Metadata = &cdx.Metadata{Component: &cdx.Component{
		BOMRef: "balie", Type: cdx.ComponentTypeApplication, Name: info.Main.Path, Version: server.Revision(),
		Licenses: &cdx.Licenses{{License: &cdx.License{ID: "EUPL-1.2"}}},
	}}
	parts := []cdx.Component{component("std", info.GoVersion, "")}
	for _, d := range info.Deps {
		if d.Replace != nil {
			d = d.Replace
		}
		parts = append(parts, component(d.Path, d.Version, d.Sum))
	}
	bom.Components = &parts
	return bom
}

// component is one module. Its sum is Go's own hash of the module's files, which go mod verify recomputes.
func component(path, version, sum string) cdx.Component {
	url := "pkg:golang/" + path + "@" + version
	c := cdx.Component{BOMRef: url, Type: cdx.ComponentTypeLibrary, Name: path, Version: version, PackageURL: url}
	if sum != "" {
		c.Properties = &[]cdx.Property{{Name: "go:sum", Value: sum}}
	}
	return c
}
