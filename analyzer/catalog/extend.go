package catalog

import "reflect"

// With returns a catalog that knows the facts of extra too. Where both know a
// name, the facts of extra count. It is c itself when there is nothing to add.
func (c *Catalog) With(extra *Catalog) *Catalog {
	if extra == nil {
		return c
	}
	out := &Catalog{}
	all, first, then := reflect.ValueOf(out).Elem(), reflect.ValueOf(extra).Elem(), reflect.ValueOf(c).Elem()
	for i := range all.NumField() {
		if !all.Type().Field(i).IsExported() {
			continue
		}
		list := reflect.MakeSlice(all.Field(i).Type(), 0, first.Field(i).Len()+then.Field(i).Len())
		all.Field(i).Set(reflect.AppendSlice(reflect.AppendSlice(list, first.Field(i)), then.Field(i)))
	}
	return out
}
