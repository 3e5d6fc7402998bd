package analyzer

import (
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/internal/resolve"
	"github.com/stackfit/stackfit/analyzer/program"
)

// Backend reports whether a service answers requests, events or jobs in a
// process that somebody has to run, other than to show a frontend.
func (x *Service) Backend() bool {
	switch x.Kind {
	case "http-api", "realtime", "graphql", "worker", "ml-api", "bff", "serverless":
		return x.runOf("frontend") == nil
	}
	return false
}

// reasonsFor are the signals that are a reason to write a service in a
// language, with the claim they stand on.
var reasonsFor = map[string][]struct{ signal, claim string }{
	"python": {
		{"ml-inference", "G13"},
		{"ml-training", "G13"},
		{"data-processing", "G17"},
		{"notebooks", "G17"},
		{"image-processing", "G13"},
		{"video", "G13"},
	},
	"node": {
		{"websocket", "G12"},
		{"sse", "G12"},
		{"graphql", "G16"},
		{"outbound-http-aggregation", "G15"},
		{"shared-types", "G11"},
		{"react-frontend", "G11"},
	},
}

// secondLanguage weighs the backend language of which there is less, nil when
// there is only one.
func (s *serviceIndex) secondLanguage() *finding.SecondLanguage {
	files := map[string]int{}
	byLanguage := map[string][]*Service{}
	for _, x := range s.services {
		if x.Backend() || s.asked(x) {
			byLanguage[x.Language] = append(byLanguage[x.Language], x)
			files[x.Language] += x.Files
		}
	}
	if len(byLanguage) < 2 {
		return nil
	}
	out := &finding.SecondLanguage{Language: "python", Reasons: []finding.Reason{}, Special: []finding.Reason{}}
	if files["node"] < files["python"] {
		out.Language = "node"
	}
	for _, x := range byLanguage[out.Language] {
		out.Services = append(out.Services, x.Ref())
		out.Special = append(out.Special, s.special(x)...)
	}
	for _, x := range s.services {
		// What Python is taken for is a reason for two languages whichever came
		// second, and so is any program of it: the language is there to stay.
		if x.Language != out.Language && x.Language != "python" || x.Language == "node" && !x.Backend() {
			continue
		}
		for _, r := range reasonsFor[x.Language] {
			if g := x.Signal(r.signal); g != nil {
				out.Reasons = append(out.Reasons, finding.Reason{Text: x.Root + " uses " + g.Name + " (" + r.signal + ", " + r.claim + ")", Path: g.Path, Line: g.Line})
			}
		}
	}
	out.Reasons = append(out.Reasons, s.plannedFor(out)...)
	return out
}

// asked reports whether a program that serves nobody itself does work for a
// backend, as a process or by a queue.
func (s *serviceIndex) asked(x *Service) bool {
	return x.Kind == "pipeline" && slices.ContainsFunc(s.reached, func(e Edge) bool {
		return e.Target == x && e.Source.Backend() && (e.Kind == "subprocess" || e.Kind == "queue")
	})
}

// SecondLanguage weighs a second backend language, nil when there is none.
func (p *Pass) SecondLanguage() *finding.SecondLanguage { return p.services.joined.Second }

// special returns the packages that a service imports from outside and that
// have no well-known counterpart in the other language, each at its first use.
func (s *serviceIndex) special(x *Service) []finding.Reason {
	cat := s.prog.Catalogs[x.lang]
	var out []finding.Reason
	known := map[string]bool{}
	for _, i := range x.modules {
		from := s.prog.Modules[i].Path
		for _, u := range s.prog.UsedImports(i) {
			top := packageOf(u.Name, x.lang)
			if known[top] {
				continue
			}
			fine := s.builtin(from, top, x.lang) || slices.Contains(plainPackages[x.lang], top) || watches(top)
			for _, g := range cat.SignalsOfImport(u.Name) {
				switch g.ID {
				case "outbound-http", "orm", "cache", "queue", "grpc", "openapi-codegen":
					fine = true
				}
			}
			for _, f := range cat.FrameworksOfImport(u.Name) {
				switch f.Kind {
				case "http-api", "worker", "serverless":
					fine = true
				}
			}
			known[top] = true
			if !fine {
				out = append(out, finding.Reason{Text: x.Root + " uses " + top, Path: from, Line: s.lineOf(i, u.Pos)})
			}
		}
	}
	return out
}

// watches reports whether a package only watches a service, for which there are
// packages in every language.
func watches(name string) bool {
	for _, vendor := range []string{"@opentelemetry/", "@sentry/", "@datadog/", "dd-trace", "newrelic", "opentelemetry", "@google-cloud/trace-agent", "@google-cloud/profiler", "googlecloudprofiler"} {
		if strings.HasPrefix(name, vendor) {
			return true
		}
	}
	return false
}

func (s *serviceIndex) builtin(from, top string, lang program.Lang) bool {
	if lang == program.Python {
		return s.im.resolver.Py(from, top, 0).Kind == resolve.Builtin
	}
	return s.im.resolver.JS(from, top).Kind == resolve.Builtin
}

// packageOf returns the package of an outside name.
func packageOf(name string, lang program.Lang) string {
	if lang == program.Python {
		top, _, _ := strings.Cut(name, ".")
		return top
	}
	parts := strings.SplitN(name, "/", 3)
	if strings.HasPrefix(name, "@") && len(parts) > 1 {
		member, _, _ := strings.Cut(parts[1], ".")
		return parts[0] + "/" + member
	}
	top, _, _ := strings.Cut(parts[0], ".")
	return top
}

// plainPackages are what ordinary web services use in either language, besides
// what the catalog knows of: validation, configuration, logging, tokens,
// servers, drivers. Each has a well-known counterpart.
var plainPackages = [2][]string{
	program.Python: {
		"pydantic", "pydantic_settings", "dotenv", "environs", "decouple", "dynaconf", "yaml", "orjson", "ujson", "simplejson", "msgpack",
		"jwt", "jose", "passlib", "bcrypt", "argon2", "cryptography", "itsdangerous", "authlib", "multipart", "email_validator", "werkzeug",
		"uvicorn", "gunicorn", "hypercorn", "waitress", "gevent", "eventlet", "loguru", "structlog", "colorlog", "rich", "pythonjsonlogger",
		"marshmallow", "marshmallow_sqlalchemy", "attr", "attrs", "cattrs", "dateutil", "pytz", "arrow", "pendulum", "tzdata", "typing_extensions",
		"flask_cors", "flask_sqlalchemy", "flask_migrate", "flask_login", "flask_jwt_extended", "flask_restful", "flask_restx", "flask_smorest",
		"flask_bcrypt", "flask_marshmallow", "flask_wtf", "wtforms", "corsheaders", "rest_framework", "rest_framework_simplejwt", "drf_spectacular",
		"django_filters", "whitenoise", "jinja2", "markupsafe", "alembic", "sqlalchemy", "psycopg", "psycopg2", "asyncpg", "aiosqlite", "pymysql",
		"MySQLdb", "mysql", "pymongo", "motor", "bson", "redis", "aioredis", "boto3", "botocore", "aioboto3", "stripe", "sentry_sdk",
		"prometheus_client", "opentelemetry", "slowapi", "tenacity", "backoff", "cachetools", "httpx", "requests", "urllib3", "certifi", "aiohttp",
		"aiofiles", "anyio", "starlette", "fastapi", "sqlmodel", "tortoise", "peewee", "beanie", "mongoengine", "google.protobuf", "grpc",
		"click", "typer", "tqdm", "nanoid", "shortuuid", "ulid", "slugify", "dataclasses_json", "websockets", "pika", "aio_pika", "kafka",
		"aiokafka", "kombu", "celery", "firebase_admin", "sendgrid", "twilio", "jsonschema", "deepmerge", "pathlib", "zoneinfo",
	},
	program.JavaScript: {
		"express", "fastify", "koa", "@nestjs/common", "@nestjs/core", "@nestjs/config", "@nestjs/swagger", "@nestjs/jwt", "@nestjs/passport",
		"@nestjs/platform-express", "@nestjs/typeorm", "@nestjs/mongoose", "@hapi/hapi", "hono", "@hono/node-server", "restify", "body-parser",
		"cors", "helmet", "morgan", "compression", "cookie-parser", "express-session", "express-validator", "express-rate-limit", "multer",
		"dotenv", "config", "envalid", "zod", "joi", "yup", "ajv", "class-validator", "class-transformer", "reflect-metadata", "rxjs",
		"jsonwebtoken", "jose", "passport", "passport-jwt", "passport-local", "bcrypt", "bcryptjs", "argon2", "uuid", "nanoid", "winston", "pino",
		"pino-http", "bunyan", "debug", "chalk", "lodash", "ramda", "moment", "dayjs", "date-fns", "luxon", "axios", "node-fetch", "got", "undici",
		"superagent", "request", "pg", "mysql", "mysql2", "sqlite3", "better-sqlite3", "mongodb", "mongoose", "sequelize", "typeorm", "knex",
		"@prisma/client", "drizzle-orm", "redis", "ioredis", "bull", "bullmq", "amqplib", "kafkajs", "nodemailer", "stripe", "aws-sdk", "http-errors",
		"async", "bluebird", "qs", "ms", "swagger-ui-express", "swagger-jsdoc", "http-proxy-middleware", "@sentry/node", "prom-client",
		"@fastify/cors", "@fastify/helmet", "@fastify/jwt", "@fastify/swagger", "@koa/router", "@koa/cors", "koa-router", "koa-bodyparser",
	},
}
