package static

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

func TestVendoredFilesAreTheOnesTaken(t *testing.T) {
	listed := map[string]string{}
	sums, err := files.ReadFile("vendor/SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(bytes.NewReader(sums)); lines.Scan(); {
		sum, name, _ := strings.Cut(lines.Text(), "  ")
		listed["vendor/"+name] = sum
	}
	err = fs.WalkDir(files, "vendor", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || name == "vendor/SHA256SUMS" {
			return err
		}
		body, err := files.ReadFile(name)
		sum := sha256.Sum256(body)
		if listed[name] != hex.EncodeToString(sum[:]) {
			t.Errorf("%s is not the file listed in SHA256SUMS", name)
		}
		delete(listed, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range listed {
		t.Errorf("%s is listed in SHA256SUMS and not there", name)
	}
}

func TestEveryVendoredFolderHasItsLicence(t *testing.T) {
	folders, err := fs.ReadDir(files, "vendor")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		if _, err := files.ReadFile("vendor/" + folder.Name() + "/LICENSE"); folder.IsDir() && err != nil {
			t.Errorf("vendor/%s has no licence", folder.Name())
		}
	}
}

func TestStyleSheetsNameFontsByHashedAddress(t *testing.T) {
	sheet := load().byName["css/paper.css"].body
	references := reference.FindAllSubmatch(sheet, -1)
	if len(references) != 5 {
		t.Fatalf("paper.css names %d files, want its five fonts", len(references))
	}
	for _, match := range references {
		if _, ok := load().byURL[string(match[1])]; !ok {
			t.Errorf("paper.css names %s, which has no such address", match[1])
		}
	}
}

func TestAnAddressChangesWithTheBytes(t *testing.T) {
	one := build(fstest.MapFS{"css/a.css": {Data: []byte("a{}")}})
	same := build(fstest.MapFS{"css/a.css": {Data: []byte("a{}")}})
	other := build(fstest.MapFS{"css/a.css": {Data: []byte("b{}")}})
	if one.byName["css/a.css"].url != same.byName["css/a.css"].url {
		t.Error("the same bytes have two addresses")
	}
	if one.byName["css/a.css"].url == other.byName["css/a.css"].url {
		t.Error("different bytes share an address")
	}
}

func TestASheetsAddressChangesWithItsFonts(t *testing.T) {
	address := func(font string) string {
		return build(fstest.MapFS{
			"css/a.css": {Data: []byte("@font-face{src:url(../f.woff2)}")}, "f.woff2": {Data: []byte(font)},
		}).byName["css/a.css"].url
	}
	if address("one") == address("two") {
		t.Error("a sheet that names other fonts keeps its address: browsers would keep the old fonts")
	}
}

var outside = regexp.MustCompile(`(?i)(https?:)?//[a-z0-9-]+\.[a-z]`)

func TestNothingIsFetchedFromElsewhere(t *testing.T) {
	for name, a := range load().byName {
		if strings.HasPrefix(name, "vendor/") || !strings.HasSuffix(name, ".css") && !strings.HasSuffix(name, ".js") {
			continue
		}
		for _, address := range outside.FindAllString(strings.ReplaceAll(string(a.body), "http://www.w3.org/", ""), -1) {
			t.Errorf("%s names %s", name, address)
		}
	}
}
