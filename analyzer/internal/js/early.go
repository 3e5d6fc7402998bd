package js

func (p *Parser) checkEarlyErrors() {}
