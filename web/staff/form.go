package staff

import (
	"io"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/web/page"
)

// longestTyped is how much of one field is read.
const longestTyped = 8000

// Form reads the fields of a form that a browser sent, by name.
func (r Request) Form() map[string]string {
	typed := map[string]string{}
	for name, value := range r.C.Request().PostArgs().All() {
		typed[string(name)] = page.Clip(strings.ReplaceAll(string(value), "\r\n", "\n"), longestTyped)
	}
	return typed
}

// Uploaded is the file of a form, one byte more of one that is larger than so many; nothing where none was sent.
func Uploaded(c *fiber.Ctx, name string, most int64) ([]byte, error) {
	head, err := c.FormFile(name)
	if err != nil {
		return nil, nil // a form without a file
	}
	file, err := head.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return io.ReadAll(io.LimitReader(file, most+1))
}
