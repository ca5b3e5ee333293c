/** Match patterns of the Sales Insight Actions console (hosts: CONSOLE.md, "Sales Insight Actions"). */
export const CONSOLE_MATCHES = ['https://toutapp.com/*', 'https://www.toutapp.com/*'] as const;

/** Where the console has Set Up and User Access as tabs (CONSOLE.md: Admin Settings > Marketo). */
export const MARKETO_SETTINGS = 'https://toutapp.com/next#settings/marketo-admin';
