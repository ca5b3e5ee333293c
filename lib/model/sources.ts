/** The article of Adobe's documentation that asks to wait ten minutes after connecting (CONSOLE.md rule 2). */
export const WAIT_ARTICLE =
  'https://experienceleague.adobe.com/en/docs/marketo/using/product-docs/marketo-sales-insight/actions/marketo/grant-marketo-access-to-users';
