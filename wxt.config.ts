import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { CONSOLE_MATCHES, ENGAGE_MATCHES } from './lib/model/hosts';

// The content script is the whole of what runs in the console: one file, no
// web-accessible resources, so that a page can neither fetch nor fingerprint us.
export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  outDir: '.output',
  manifestVersion: 3,
  i18n: { localesDir: 'lib/locales' },
  vite: () => ({
    plugins: [preact()],
    build: { sourcemap: false },
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    short_name: '__MSG_extension_shortName__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    // `scripting` runs in Marketo Engage only where a person allows it; `activeTab` lets the popup name that tab's host.
    permissions: [
      ...['storage', 'alarms', 'notifications', 'unlimitedStorage', 'scripting', 'activeTab'],
    ],
    // The dashboard has a room for the settings, and opens there.
    options_ui: { page: 'dashboard.html', open_in_tab: true },
    host_permissions: [...CONSOLE_MATCHES],
    optional_host_permissions: [...ENGAGE_MATCHES],
    // Firefox takes an organisation's settings without a schema, and warns of this key.
    ...(browser !== 'firefox' && { storage: { managed_schema: 'managed-schema.json' } }),
    content_security_policy: {
      extension_pages:
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
    },
    incognito: browser === 'firefox' ? 'spanning' : 'split',
    ...(browser === 'firefox' && {
      browser_specific_settings: {
        gecko: {
          id: 'sia-guardrails@guardrails.example',
          strict_min_version: '128.0',
          data_collection_permissions: { required: ['none'] },
        },
      },
    }),
    ...(browser !== 'firefox' && { minimum_chrome_version: '120' }),
  }),
});
