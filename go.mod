module github.com/stackfit/stackfit

go 1.26
