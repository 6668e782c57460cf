package main

import (
	"go/ast"
	"testing"
)

// TestEveryOnceSaysWhatWasAsked walks all callers of ledger.Once: with no digest the second person with a
// key would be given the first one's answer.
func TestEveryOnceSaysWhatWasAsked(t *testing.T) {
	callers := 0
	for _, s := range sources(t) {
		if s.test() {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || !isSelector(call.Fun, "ledger", "Once") || len(call.Args) != 4 {
				return true
			}
			callers++
			if empty(call.Args[2]) {
				t.Errorf("%s: ledger.Once without a digest of what was asked; what is noted once has tx.First", s.path)
			}
			return true
		})
	}
	if callers < 10 {
		t.Errorf("only %d callers found", callers)
	}
}

// empty reports whether an expression is nil, []byte{}, []byte(nil) or []byte("").
func empty(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == "nil"
	case *ast.CompositeLit:
		return len(e.Elts) == 0
	case *ast.BasicLit:
		return e.Value == `""`
	case *ast.CallExpr:
		return len(e.Args) == 1 && empty(e.Args[0])
	}
	return false
}
