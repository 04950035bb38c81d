/** The whole look of a report; it follows the reader's light or dark setting and prints well. */
export const reportStyle = `
:root { color-scheme: light dark; --page: #fbfaf7; --card: #fff; --ink: #22211e; --soft: #6d6a63; --line: #e3dfd6; --good: #1c7a45; --bad: #b3261e; --mind: #9a6200; --blue: #2b63b8; }
@media (prefers-color-scheme: dark) { :root { --page: #171714; --card: #201f1c; --ink: #edeae3; --soft: #a29d92; --line: #36342f; --good: #5cc98b; --bad: #ff8a80; --mind: #f0b866; --blue: #86b3f5; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', sans-serif; }
main { max-width: 1020px; margin: 0 auto; padding: 32px 20px 80px; }
h1 { font-size: 26px; margin: 0 0 4px; letter-spacing: -0.01em; }
h2 { font-size: 18px; margin: 40px 0 12px; }
.quiet, figcaption { color: var(--soft); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 24px 0 0; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 12px 14px; }
.tile b { display: block; font-size: 22px; font-variant-numeric: tabular-nums; }
.tile span { color: var(--soft); font-size: 13px; }
.verdict { display: inline-block; margin-top: 10px; padding: 3px 12px; border-radius: 99px; font-weight: 600; border: 1px solid currentColor; }
.good { color: var(--good); } .bad { color: var(--bad); } .mind { color: var(--mind); }
nav { margin-top: 18px; display: flex; flex-wrap: wrap; gap: 4px 16px; }
a { color: var(--blue); }
.wide { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 6px 12px; text-align: left; border-top: 1px solid var(--line); vertical-align: top; }
thead th { border-top: 0; color: var(--soft); font-weight: 500; font-size: 13px; }
.number { text-align: right; white-space: nowrap; }
.group td { font-weight: 600; }
svg { width: 100%; height: auto; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 8px; }
svg text { font-size: 11px; fill: var(--soft); }
.axis { stroke: var(--soft); } .grid { stroke: var(--line); }
.worst { fill: var(--blue); opacity: 0.18; } .median { fill: none; stroke: var(--blue); stroke-width: 1.6; }
figure { margin: 0; } figcaption { font-size: 13px; margin-top: 4px; }
@media print { body { background: #fff; } nav { display: none; } h2 { break-after: avoid; } }
`;
