import { expect, test } from 'vitest';

import { isServerText, namedAsServer } from '../../../../src/gate/search/why/server-text.ts';

test.each([
  ['Node', `import { createServer } from 'node:http';`],
  ['Node with require', `const http = require('http');`],
  ['Express', `import express from 'express';`],
  ['Fastify', `const fastify = require("fastify")({ logger: true });`],
  ['Koa', `import Koa from 'koa';`],
  ['Hono', `import { Hono } from 'hono';`],
  ['a handler of a function', `export default function handler(req, res) {\n  res.end();\n}`],
  ['a handler with types', `export default async (request: VercelRequest, response: VercelResponse) => {}`],
  ['a route of Next', `export async function GET() {\n  return Response.json({});\n}`],
  ['a page of Next', `export const getServerSideProps = async () => ({ props: {} });`],
  ['an edge function', `Deno.serve(() => new Response('ok'));`],
  ['Flask', `from flask import Flask`],
  ['Django', `from django.http import HttpResponse`],
  ['FastAPI', `from fastapi import FastAPI`],
  ['Rails', `class ProductsController < ApplicationController`],
  ['Sinatra', `require 'sinatra'`],
  ['PHP', `<?php echo $product;`],
  ['Go', `import (\n\t"net/http"\n)`],
  ['Spring', `@RestController\npublic class Products {}`],
  ['ASP.NET', `var builder = WebApplication.CreateBuilder(args);`],
  ['Rust', `use axum::Router;\nlet app = axum::Router::new();`],
  ['Phoenix', `use ShopWeb, :controller`],
  ['nginx', `server {\n  # the shop\n  listen 80;\n}`],
])('the text of a server with %s shows it', (_, text) => {
  expect(isServerText(text)).toBe(true);
});

test.each([
  ['a component', `export function Cart() {\n  return <ul>{items.map(item)}</ul>;\n}`],
  ['a script that asks a server', `const response = await fetch('/api');\nif (!response.ok) throw new Error();`],
  ['a request of its own', `request.setRequestHeader('accept', 'text/html');`],
  ['a service worker', `self.skipWaiting();\nevent.respondWith(new Response('offline'));`],
  ['styles', `.server { listen: none }`],
  ['words', `// The server answers with express delivery.`],
])('the text of %s does not', (_, text) => {
  expect(isServerText(text)).toBe(false);
});

test('some files are of servers by their names', () => {
  const named = ['server.js', 'apps/shop/server.mts', 'deploy/nginx-shop.conf', 'Caddyfile', 'src/hooks.server.ts'];
  expect(named.map(namedAsServer)).toEqual(named.map(() => 'named'));
  const code = ['src/server/cart.ts', 'api/products.py', 'services/rates.go'];
  expect(code.map(namedAsServer)).toEqual(code.map(() => 'code'));
  expect(['server.md', 'server.html', 'styles/server.css'].map(namedAsServer)).toEqual([null, null, null]);
});
