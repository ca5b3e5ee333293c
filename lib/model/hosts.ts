/** Match patterns of the Sales Insight Actions console (hosts: CONSOLE.md, "Sales Insight Actions"). */
export const CONSOLE_MATCHES = ['https://toutapp.com/*', 'https://www.toutapp.com/*'] as const;
