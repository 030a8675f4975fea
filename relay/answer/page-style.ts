import { Html, styleOf } from './html.ts';
import type { Severity } from '../../shared/log/severity.ts';

const css = `
:root{color-scheme:light dark;--ground:#fff;--raised:#f4f6f7;--line:#e0e4e7;--text:#14191d;--soft:#55606a;--accent:#0b6477;--on-accent:#fff;
--critical:#b81f24;--error:#ad4a00;--warning:#7d6000;--info:#4c5b68}
@media (prefers-color-scheme:dark){:root{--ground:#14191d;--raised:#1b2126;--line:#3f4a54;--text:#e8ecef;--soft:#a0abb5;--accent:#63c6da;--on-accent:#0c1215;
--critical:#ff8079;--error:#ffa25c;--warning:#e3c45a;--info:#a9b7c3}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.45 system-ui,-apple-system,'Segoe UI',Roboto,'Liberation Sans',sans-serif;overflow-wrap:anywhere}
main{max-width:34rem;margin:0 auto;padding:1rem 1rem 2.5rem}
header{display:flex;align-items:center;gap:.5rem;color:var(--soft);font-size:.875rem;padding-bottom:.75rem}
h1{font-size:1.375rem;line-height:1.25;margin:.25rem 0 .75rem}
h2{font-size:1.125rem;margin:0 0 .25rem}
p{margin:0}
.severity{display:flex;align-items:center;gap:.375rem;font-weight:600}
.critical{color:var(--critical)}.error{color:var(--error)}.warning{color:var(--warning)}.info{color:var(--info)}
.test{border:1px solid var(--line);border-radius:4px;padding:0 .375rem;color:var(--soft);font-weight:400}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem .875rem;margin:0 0 1.25rem}
dt{color:var(--soft)}dd{margin:0}
.said{background:var(--raised);border-inline-start:4px solid var(--accent);border-radius:6px;padding:.75rem .875rem;margin-bottom:1.25rem}
form{display:grid;gap:.625rem}
button{font:inherit;font-weight:600;min-height:3.25rem;border-radius:8px;border:1px solid var(--line);background:var(--ground);color:var(--text);cursor:pointer;padding:.5rem 1rem}
button.first{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
button:focus-visible,a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
a{color:var(--accent)}
footer{margin-top:1.5rem;color:var(--soft);font-size:.875rem}
article{border:1px solid var(--line);border-radius:8px;padding:.875rem;margin-bottom:.75rem}
article p+p{margin-top:.5rem}
article h3{font-size:1rem;margin:0 0 .25rem}
section{margin-top:1.5rem}
time{color:var(--soft);font-size:.875rem}
ul.services{list-style:none;margin:0;padding:0;border:1px solid var(--line);border-radius:8px}
ul.services li{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.375rem 1rem;padding:.625rem .875rem}
ul.services li+li{border-top:1px solid var(--line)}
.days{display:block;width:100%;height:1.5rem;flex-basis:100%}
.days rect{fill:var(--line)}.days rect.ill{fill:var(--error)}
label{font-weight:600}
input[type=email]{font:inherit;color:var(--text);background:var(--ground);border:1px solid var(--soft);border-radius:8px;min-height:3rem;padding:.5rem .75rem;width:100%}
fieldset{border:1px solid var(--line);border-radius:8px;margin:0;padding:.5rem .875rem .75rem}
legend{color:var(--soft);font-size:.875rem;padding:0 .25rem}
.choice{display:flex;align-items:center;gap:.625rem;min-height:2.75rem;font-weight:400}
.choice input{width:1.25rem;height:1.25rem;accent-color:var(--accent);flex:none}
input:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.well{color:var(--soft)}.ill{color:var(--error);font-weight:600}
`;

/** The style of the pages people see in a browser, light and dark as their system is. */
export const pageStyle = styleOf(css);

// The same outlines the window draws, so that a severity is told apart without its colour.
const outlines: Readonly<Record<Severity, string>> = {
  critical: 'M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z',
  error: 'M8 .6 15.4 8 8 15.4.6 8z',
  warning: 'M8 1.4 15.4 14.6H.6z',
  info: 'M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 0 0 8 1.2z',
};

/** The shape of a severity; decoration beside its word. */
export function severityShape(severity: Severity): Html {
  return new Html(
    `<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d="${outlines[severity]}" fill="${severity === 'info' ? 'none' : 'currentColor'}" stroke="currentColor"/></svg>`,
  );
}

/** The mark of the product. */
export const productMark = new Html(
  '<svg width="24" height="24" viewBox="0 0 28 28" aria-hidden="true"><rect width="28" height="28" rx="7" fill="#0b6477"/><path d="M14 7c-3.8 0-5.6 2.7-5.6 6.2 0 3.2-.9 4.8-2 6-.4.4-.1 1 .5 1h14.2c.6 0 .9-.6.5-1-1.1-1.2-2-2.8-2-6C19.6 9.7 17.8 7 14 7z" fill="#fff"/></svg>',
);
