/** Style sheets: esbuild puts them next to the script. */
declare module '*.css';
