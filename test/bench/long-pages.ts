/** Pages with thousands of people, built in the page itself. What is in here runs there. */

/** How a list of people is drawn. */
export type Drawing = 'table' | 'roles' | 'cards' | 'shadow';

/** Puts a list of so many people where the User Access tab shows its own. */
export function drawPeople(drawing: Drawing, count: number): void {
  const person = (index: number) => ({
    name: `Person ${index}`,
    email: `person.${index}@example.com`,
    role: index % 40 === 0 ? 'Admin' : 'User',
    status: index % 5 < 3 ? 'Connected' : 'Not connected',
    workspace: index % 5 < 3 ? 'EMEA' : '',
  });
  const heads = ['', 'Name', 'Email', 'Role', 'Status', 'Workspace', ''];
  const menu = '<button type="button" aria-haspopup="true">Actions</button>';
  const revoke = '<button type="button">Disconnect</button>';
  const rows = Array.from({ length: count }, (_, index) => {
    const { name, email, role, status, workspace } = person(index);
    const box = `<input type="checkbox" aria-label="Select ${name}"${index < 2 ? ' checked' : ''}>`;
    const cells = [box, name, email, role, status, workspace, index % 2 === 0 ? menu : revoke];
    switch (drawing) {
      case 'table':
        return `<tr>${cells.map((cell) => `<td><span class="clip" title="${cell === name ? name : ''}">${cell}</span></td>`).join('')}</tr>`;
      case 'roles':
        return `<div role="row">${cells.map((cell) => `<div role="gridcell">${cell}</div>`).join('')}</div>`;
      case 'cards':
        return `<div class="card"><div>${cells.map((cell) => `<p>${cell}</p>`).join('')}</div></div>`;
      default:
        return `<tr>${cells.map((cell, column) => (column === 0 || column === 4 ? `<td><x-cell>${cell}</x-cell></td>` : `<td>${cell}</td>`)).join('')}</tr>`;
    }
  }).join('');
  const place = document.querySelector('.js-table') ?? document.body;
  const head = heads
    .map((word) =>
      drawing === 'roles' ? `<div role="columnheader">${word}</div>` : `<th>${word}</th>`,
    )
    .join('');
  const isTable = drawing === 'table' || drawing === 'shadow';
  place.innerHTML = isTable
    ? `<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`
    : drawing === 'roles'
      ? `<div role="grid"><div role="row">${head}</div>${rows}</div>`
      : `<div>${rows}</div>`;
  for (const cell of place.querySelectorAll('x-cell')) {
    cell.attachShadow({ mode: 'open' }).innerHTML = '<span><slot></slot></span>';
  }
}

/** Stops what the console would draw by itself from here on. */
export function stopTimers(): void {
  const last = window.setInterval(() => {}, 1_000_000);
  for (let timer = 0; timer <= last; timer += 1) window.clearInterval(timer);
}

/**
 * Changes what one person is again and again, in tasks of the page's own. The text has a place of its own, so that
 * the browser does not lay thousands of rows out anew each time: that is the page's cost, and would hide ours.
 */
export function keepChanging(): void {
  const cell = [...document.querySelectorAll('td, p, [role="gridcell"]')].find((one) =>
    /^(?:User|Member)$/u.test(one.textContent ?? ''),
  );
  if (!cell) throw new Error('There is nobody to change.');
  cell.innerHTML =
    '<span style="display: inline-block; width: 6em; height: 1.2em; contain: strict">User</span>';
  const [place] = cell.children;
  setInterval(() => {
    if (place) place.textContent = place.textContent === 'User' ? 'Member' : 'User';
  }, 500);
}
