# syntax=docker/dockerfile:1
# One image serves the pages, the API and the sockets. Node is a locked dependency, so the base image has none.

FROM node:24-trixie-slim AS manifests
# Needed by Node 26 and missing from Debian's slim images.
RUN apt-get update && apt-get install -y --no-install-recommends libatomic1 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
COPY contract/package.json contract/
COPY words/package.json words/
COPY server/package.json server/
COPY web/package.json web/
COPY e2e/package.json e2e/

FROM manifests AS pages
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.base.json ./
COPY contract contract
COPY words words
COPY web web
RUN npm run build

FROM manifests AS production
# The runtime's headers are only for compiling native code, and nothing is compiled.
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund --omit=dev --workspace server --include-workspace-root \
  && rm -rf node_modules/node-*/include

FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends libatomic1 libstdc++6 && rm -rf /var/lib/apt/lists/* \
  && mkdir -m 0700 /data && chown 10001:10001 /data
WORKDIR /app
# The workspaces stay where the links in node_modules point, since Node does not run TypeScript below node_modules.
COPY --from=production /app ./
COPY LICENSE ./
COPY contract contract
COPY words words
COPY server server
COPY --from=pages /app/web/dist web/dist

ENV HOST=0.0.0.0 DATA_DIR=/data NODE_ENV=production
USER 10001:10001
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["/app/node_modules/.bin/node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 8000}/health`).then((it) => process.exit(it.ok ? 0 : 1), () => process.exit(1))"]
CMD ["/app/node_modules/.bin/node", "server/src/main.ts"]
