/** What files of servers are called. */
const NAME =
  /(?:^|\/)(?:(?:[^/]+\.)?server\.[cm]?[jt]sx?|server\.(?:py|rb|php|go|java|kt|rs|cs|exs?|scala|conf|ya?ml|toml)|\+server\.[jt]s|nginx[^/]*\.conf|[^/]+\.nginx|[^/]+\.vcl|Caddyfile|\.htaccess|httpd\.conf|haproxy\.cfg|_headers|_redirects|vercel\.json|netlify\.toml|serverless\.ya?ml|wrangler\.(?:toml|jsonc?)|staticwebapp\.config\.json|firebase\.json)$/i;
const CODE = /\.(?:[cm]?[jt]sx?|py|rb|php|go|java|kt|rs|cs|exs?|scala|conf|ya?ml)$/i;

/** Packages of servers for Node, by how they are imported. */
const PACKAGES =
  '(?:node:)?https?2?|express|fastify|koa|hono(?:/[^\'"]*)?|@hapi/hapi|restify|polka|h3|elysia|micro|@nestjs/(?:common|core)|next/server|@remix-run/node';

/** What only servers say. */
const TEXTS: readonly RegExp[] = [
  new RegExp(`(?:\\bfrom|\\brequire\\(|\\bimport)\\s*['"](?:${PACKAGES})['"]`),
  /\bcreateServer\(|\.writeHead\(|\b(?:res|response|reply)\.(?:setHeader|header|send|status)\(/,
  /\b(?:new Response|Response\.json|NextResponse\.\w+|Deno\.serve|Bun\.serve|defineEventHandler)\(/,
  /\(\s*(?:req|request)\b[^()]{0,80},\s*(?:res|response|reply)\b/,
  /\bexport\s+(?:async\s+function|function|const)\s+(?:GET|POST|HEAD|getServerSideProps|loader)\b/,
  /\b(?:from|import)\s+(?:flask|django|fastapi|starlette|aiohttp|bottle|tornado|sanic|http\.server)\b|\bBaseHTTPRequestHandler\b/,
  /<\s*(?:ApplicationController|ActionController|Sinatra::Base)\b|\bRails\.application\b|\brequire\s+['"](?:sinatra|rack|roda)['"]/,
  /<\?php/,
  /"net\/http"|"github\.com\/(?:gin-gonic\/gin|labstack\/echo|gofiber\/fiber|go-chi\/chi)/,
  /\borg\.springframework\b|@(?:Rest)?Controller\b|@(?:Get|Post|Request)Mapping\b|\b(?:jakarta|javax)\.(?:servlet|ws\.rs)\b|\bio\.(?:ktor|micronaut)\b/,
  /\bMicrosoft\.AspNetCore\b|\bWebApplication\.CreateBuilder\b/,
  /\b(?:actix_web|axum|rocket|warp|hyper)::/,
  /\buse\s+\w+Web,\s*:controller\b|\bimport\s+Plug\.Conn\b/,
  /\bproxy_pass\s|\badd_header\s|\bserver\s*\{\s*(?:#[^\n]*\n\s*)*listen\s/,
];
/** It answers requests too, in the browser. */
const SERVICE_WORKER = /\bskipWaiting\(|\bclients\.claim\(|\bServiceWorkerGlobalScope\b|\bimportScripts\(/;

/** Whether a file can be one of a server, by its name; `name`: whether its name alone says so. */
export function namedAsServer(file: string): 'named' | 'code' | null {
  if (NAME.test(file)) return 'named';
  return CODE.test(file) ? 'code' : null;
}

export function isServerText(text: string): boolean {
  return !SERVICE_WORKER.test(text) && TEXTS.some((shows) => shows.test(text));
}
