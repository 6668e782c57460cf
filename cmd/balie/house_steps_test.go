package main

import (
	"go/ast"
	"testing"
)

// TestStepsOfATransactionEndAtTheFirstFailure: errors.Join(a(tx), b(tx)) runs b after a has failed, on a
// transaction that is going to be thrown away, and may answer with the wrong refusal. Steps in a row
// are written as a row.
func TestStepsOfATransactionEndAtTheFirstFailure(t *testing.T) {
	for _, s := range sources(t) {
		if s.test() {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && isSelector(call.Fun, "errors", "Join") && namesTx(call.Args) {
				t.Errorf("%s: steps of a transaction are joined", s.set.Position(call.Pos()))
			}
			return true
		})
	}
}

func isSelector(e ast.Expr, of, name string) bool {
	s, ok := e.(*ast.SelectorExpr)
	if !ok || s.Sel.Name != name {
		return false
	}
	x, ok := s.X.(*ast.Ident)
	return ok && x.Name == of
}

// namesTx reports whether an argument, outside of functions in it, names the transaction.
func namesTx(args []ast.Expr) (found bool) {
	for _, a := range args {
		ast.Inspect(a, func(n ast.Node) bool {
			if _, literal := n.(*ast.FuncLit); literal {
				return false
			}
			id, ok := n.(*ast.Ident)
			found = found || ok && id.Name == "tx"
			return true
		})
	}
	return found
}
