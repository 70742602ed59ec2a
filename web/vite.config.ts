import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import type { HtmlTagDescriptor, Plugin } from 'vite'
import { pageChunks } from './build/page-chunks.ts'
import { serverPaths } from './build/server-paths.ts'
import { words } from './build/words.ts'

const api = process.env['API'] ?? 'http://127.0.0.1:8000'

/** Writes a .br and a .gz beside every text asset, so the server compresses nothing per request; index.html differs per request. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (!/\.(?:js|css|svg|json)$/.test(file.fileName)) continue
          const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source)
          if (bytes.length < 1024) continue
          const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
          this.emitFile({ type: 'asset', fileName: `${file.fileName}.br`, source: brotliCompressSync(bytes, { params }) })
          this.emitFile({ type: 'asset', fileName: `${file.fileName}.gz`, source: gzipSync(bytes, { level: 9 }) })
        }
      },
    },
  }
}

/** The first text is Latin: its font starts loading with the page, not after the style sheet. */
function preloadFont(): Plugin {
  return {
    name: 'preload-font',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }): HtmlTagDescriptor[] {
        const font = Object.keys(bundle ?? {}).find((name) => /hanken-grotesk-latin-wght-normal[^/]*\.woff2$/.test(name))
        if (font === undefined) return []
        return [
          { tag: 'link', injectTo: 'head', attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${font}`, crossorigin: '' } },
        ]
      },
    },
  }
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), words(), preloadFont(), pageChunks(), precompress()],
  // The texts come parsed.
  resolve: { alias: [{ find: /^@formatjs\/icu-messageformat-parser$/, replacement: '@formatjs/icu-messageformat-parser/no-parser.js' }] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['chrome120', 'edge120', 'firefox121', 'safari17.2'],
    // A data: address is refused by the content security policy, so nothing is inlined.
    assetsInlineLimit: 0,
    // The look is small and every page needs most of it: one file, no page waits for a second.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // Few chunks: on a slow line each file costs a round trip of its own.
        codeSplitting: {
          groups: [
            { name: 'react', test: /\/node_modules\/(?:react|react-dom|scheduler)\/|rolldown\/runtime/ },
            { name: 'base', tags: ['$initial'] },
            // A group takes along what its modules import: what schemas and pages share comes before the schemas.
            {
              name: 'base',
              test: /\/contract\/src\/(?:people\/(?:guest-times|offered-languages|visible-text)|waiting\/(?:entry-status|plan-times)|calls\/call-status)\.ts$|\/web\/src\/(?:session\/(?:return-path|session-flag|me)|ui\/(?:page\/title|emergency-note|note|visually-hidden|art\/logo|form\/work-button))\.tsx?$|\/@mantine\/core\/.*\/(?:Anchor|core\/styles-api)\/|\/node_modules\/@(?:tabler|tanstack)\//,
              minShareCount: 2,
            },
            // Only for pages that check a form, and for calls.
            { name: 'schemas', test: /\/node_modules\/zod\/|\/contract\/src\// },
            {
              name: 'fields',
              test: /\/web\/src\/(?:session\/enter|(?:ui\/form\/(?:form-stack|text-field)|ui\/language\/[^/]+|ui\/shell\/legal-links|ui\/page\/insecure-note))\.tsx?$/,
            },
            {
              name: 'sign-in',
              test: /\/web\/src\/(?:ui\/form\/(?:sign-in-frame|password-field))\.tsx?$|\/node_modules\/@mantine\/form\//,
            },
            { name: 'shell', test: /\/web\/src\/app\/shell\.tsx$/ },
            { name: 'select', test: /\/web\/src\/ui\/form\/select-field\.tsx$|\/@mantine\/core\/.*\/NativeSelect\// },
            { name: 'popover', test: /\/node_modules\/(?:@floating-ui\/|@mantine\/core\/.*\/(?:Combobox|Menu|Popover|Select)\/)/ },
            {
              name: 'parts',
              test: /\/web\/src\/(?:(?:app|server|session|schedules|queue)\/[^/]+$|ui\/(?!dialog\/(?:dialog-frame|more-menu)|shell\/person-menu-list|form\/select-field)|calls\/(?:[^/]+$|invitation\/|media\/(?:microphone-level|own-picture|wake-lock)))|\/node_modules\/@(?:mantine|tabler)\//,
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: { ...Object.fromEntries(serverPaths.map((path) => [path, { target: api }])), '/socket.io': { target: api, ws: true } },
  },
})
