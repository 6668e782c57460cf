package why_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"balie/web/lang"
)

// TestEveryReasonHasWords reads the reasons that supply knows, so that a new one is found before a colleague meets it.
func TestEveryReasonHasWords(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../../../booking/supply/explain.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	kinds := 0
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || !strings.HasPrefix(spec.Names[0].Name, "Why") || len(spec.Values) != 1 {
			return true
		}
		literal, ok := spec.Values[0].(*ast.BasicLit)
		if !ok {
			return true
		}
		kind, err := strconv.Unquote(literal.Value)
		if err != nil {
			t.Fatal(err)
		}
		kinds++
		for _, tag := range lang.Tags {
			for _, key := range []string{"config.why.is." + kind, "config.why.do." + kind} {
				if !lang.In(tag).Has(key) {
					t.Errorf("%s: %s has no words", tag, key)
				}
			}
		}
		return true
	})
	if kinds < 15 {
		t.Errorf("only %d reasons were read", kinds)
	}
}
