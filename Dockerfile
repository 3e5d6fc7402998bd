# An image with nothing but the program, which needs nothing else: it reads the
# folder that is mounted and starts no other program.
#
#   docker build -t stackfit .
#   docker run --rm --network none -v "$PWD:/repository:ro" stackfit check
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /stackfit ./cmd/stackfit

FROM scratch
COPY --from=build /stackfit /stackfit
USER 65532:65532
WORKDIR /repository
ENTRYPOINT ["/stackfit"]
CMD ["check"]
