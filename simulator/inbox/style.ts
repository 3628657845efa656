import { vendorStands } from '../../test/support/vendorStands';

/** The colours in which the vendors' names stand. */
const senders = (ground: 'light' | 'dark'): string =>
  vendorStands.map(({ key, colour }) => `--sender-${key}: ${colour[ground]};`).join(' ');

/** The page's whole look: light and dark follow the system. */
export const STYLE = `
:root {
  --page: #eef1f0; --ink: #14211c; --soft: #5d6b65; --line: #d5dcd9; --card: #fff; --accent: #0b7a52;
  --accent-ink: #fff; --frame: #1a211e; --bar: #f4f6f5; --wall: #ece5dc; --dots: #00000009; --bubble: #fff;
  --meta: #67736e; --blue: #1f93d1; --red: #c62f3b; --good: #e0f3e8; --bad: #fdeaea; --file: #f1f4f3;
  --link: #0b6fa8; ${senders('light')}
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0e1412; --ink: #e8efec; --soft: #93a29b; --line: #26322d; --card: #161e1b; --accent: #2fbf87;
    --accent-ink: #06281b; --frame: #2b3631; --bar: #1d2724; --wall: #0b1210; --dots: #ffffff08;
    --bubble: #1f2c28; --meta: #8fa098; --blue: #53bdeb; --red: #ff7a82; --good: #12301f; --bad: #3a181b;
    --file: #17211e; --link: #6cc4f5; ${senders('dark')}
  }
}
* { box-sizing: border-box; margin: 0; }
body {
  background: var(--page); color: var(--ink); font: 15px/1.45 system-ui, -apple-system, 'Segoe UI', Roboto,
  'Helvetica Neue', Arial, sans-serif; padding: 28px clamp(16px, 4vw, 56px) 40px; max-width: 1680px; margin: 0 auto;
}
.top { display: flex; flex-wrap: wrap; gap: 18px 32px; align-items: center; justify-content: space-between; }
.brand { display: flex; gap: 14px; align-items: center; }
.brand svg { flex: none; width: 46px; height: 46px; }
h1 { font-size: 22px; line-height: 1.2; letter-spacing: -.015em; }
.brand p { color: var(--soft); margin-top: 2px; }
.tools { display: flex; gap: 10px; flex: 1 1 420px; justify-content: flex-end; align-items: center; }
.webhook {
  display: flex; flex: 1 1 auto; max-width: 620px; align-items: center; background: var(--card); min-width: 0;
  border: 1px solid var(--line); border-radius: 12px; padding: 4px 4px 4px 14px; gap: 10px;
}
.webhook:focus-within { border-color: var(--accent); }
.webhook label { color: var(--soft); font-size: 13px; line-height: 1.35; white-space: nowrap; }
.webhook label small { display: block; font-size: 11.5px; opacity: .85; }
.webhook textarea {
  flex: 1; width: 0; min-width: 60px; border: 0; outline: 0; background: none; color: inherit; padding: 4px 0; resize: none;
  field-sizing: content; min-height: 2.8em; max-height: 8.4em; scrollbar-width: thin; white-space: pre;
  font: 12.5px/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
}
.webhook textarea::placeholder { color: var(--soft); opacity: .75; }
button { font: inherit; cursor: pointer; border: 0; color: inherit; }
.tools button {
  background: var(--accent); color: var(--accent-ink); border-radius: 9px; padding: 7px 16px; font-weight: 600;
}
.tools .quiet { background: none; color: var(--soft); border: 1px solid var(--line); border-radius: 12px; padding: 10px 16px; }
.tools .quiet:hover { color: var(--red); border-color: currentColor; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.webhook textarea:focus-visible { outline: 0; }
.notice {
  margin-top: 20px; padding: 11px 16px; border-radius: 12px; background: var(--card); border: 1px solid var(--line);
  color: var(--soft); font-size: 14px; overflow-wrap: anywhere;
}
.notice + .notice { margin-top: 8px; }
.notice b { color: var(--ink); }
.notice small { display: block; opacity: .85; }
.notice.good { background: var(--good); border-color: transparent; }
.notice.good b { color: var(--accent); }
.notice.bad { background: var(--bad); border-color: transparent; color: var(--ink); }
.notice.bad b { color: var(--red); }
.phones {
  display: grid; grid-template-columns: repeat(auto-fill, minmax(min(330px, 100%), 1fr)); gap: 26px; margin-top: 26px;
}
.phone {
  background: var(--wall); border: 9px solid var(--frame); border-radius: 38px; overflow: hidden; min-height: 430px; max-height: 640px;
  display: flex; flex-direction: column; width: 100%; max-width: 400px; justify-self: center;
  box-shadow: 0 1px 2px #0000001a, 0 18px 40px -18px #00000059;
}
.bar { display: flex; gap: 11px; align-items: center; background: var(--bar); padding: 13px 18px; flex: none; }
.avatar {
  width: 38px; height: 38px; border-radius: 50%; flex: none; overflow: hidden;
  background: radial-gradient(circle at 50% 40%, #fff 0 22%, #0000 23%),
    radial-gradient(circle at 50% 102%, #fff 0 44%, #0000 45%), #a9b8b1;
}
.owner { display: flex; flex-direction: column; line-height: 1.25; }
.owner b { font-variant-numeric: tabular-nums; letter-spacing: .01em; }
.owner small, .file small, .place small { color: var(--meta); font-size: 12px; }
.chat {
  list-style: none; padding: 16px 14px 20px; overflow-y: auto; flex: 1; min-height: 0; display: flex; flex-direction: column; gap: 12px;
  background-image: radial-gradient(var(--dots) 2px, #0000 2.5px), radial-gradient(var(--dots) 1.5px, #0000 2px);
  background-size: 26px 26px, 18px 18px; background-position: 0 0, 9px 13px; scrollbar-width: thin; outline-offset: -3px;
}
.row.own { align-items: flex-end; }
.bubble.own { background: var(--good); border-radius: 13px 4px 13px 13px; }
.bubble.own::before { display: none; }
.writing { display: flex; gap: 6px; padding: 9px 10px 14px; background: var(--bar); flex: none; }
.writing input {
  flex: 1; min-width: 0; border: 1px solid var(--line); border-radius: 18px; padding: 6px 12px; background: var(--bubble); color: inherit; font: inherit;
}
.writing select {
  width: 92px; border: 1px solid var(--line); border-radius: 18px; padding: 0 8px; background: var(--bubble); color: var(--meta); font-size: 12px;
}
.writing button { background: var(--accent); color: var(--accent-ink); border-radius: 18px; padding: 6px 13px; font-weight: 600; }
.earlier { align-self: center; font-size: 12px; color: var(--meta); background: var(--bubble); border-radius: 9px; padding: 3px 10px; }
.row { display: flex; flex-direction: column; align-items: flex-start; gap: 5px; }
.bubble {
  position: relative; background: var(--bubble); border-radius: 4px 13px 13px 13px; padding: 7px 10px 6px; max-width: 92%;
  min-width: 150px; box-shadow: 0 1px 1px #00000024;
}
.bubble::before {
  content: ''; position: absolute; top: 0; left: -7px; border-top: 8px solid var(--bubble); border-left: 8px solid #0000;
}
.sender { font-size: 12.5px; line-height: 1.3; margin-bottom: 3px; }
.sender b { font-weight: 650; }
${vendorStands.map(({ key }) => `.sender.${key} { color: var(--sender-${key}); }`).join('\n')}
.kind { color: var(--meta); margin-left: 5px; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.template-header { font-weight: 650; margin-bottom: 2px; }
.template-footer { color: var(--meta); font-size: 13px; margin-top: 3px; }
.template-button {
  border-top: 1px solid var(--line); color: var(--link); text-align: center; font-weight: 550; font-size: 14px;
  margin: 6px -10px 0; padding: 7px 10px 1px; overflow-wrap: anywhere;
}
.details {
  display: flex; justify-content: flex-end; align-items: center; gap: 5px; color: var(--meta); font-size: 11.5px;
  line-height: 1; margin-top: 4px; font-variant-numeric: tabular-nums;
}
.ticket { margin-right: auto; background: var(--file); border-radius: 6px; padding: 3px 7px; }
.ticks { width: 16px; height: 12px; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.ticks.read { stroke: var(--blue); }
.ticks.failed {
  width: 14px; height: 14px; border-radius: 50%; background: var(--red); color: var(--bubble); font-weight: 800;
  display: grid; place-items: center; font-size: 10px;
}
.picture { display: block; margin: 2px -5px 5px; }
.picture img { display: block; width: 100%; max-height: 280px; object-fit: cover; border-radius: 9px; }
audio, video { display: block; width: 250px; max-width: 100%; border-radius: 9px; margin: 3px 0 5px; }
.file, .place { display: flex; color: inherit; text-decoration: none; background: var(--file); border-radius: 9px; margin: 2px -5px 5px; }
.file { gap: 11px; align-items: center; padding: 9px 11px; }
.file-icon {
  width: 36px; height: 36px; border-radius: 9px; background: var(--accent); color: var(--accent-ink); flex: none;
  display: grid; place-items: center;
}
.file-icon svg { width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
.file-text, .place-text { display: flex; flex-direction: column; min-width: 0; line-height: 1.3; }
.file b, .place b { font-weight: 600; overflow-wrap: anywhere; }
a.file:hover b, a.place:hover b { text-decoration: underline; }
.place { flex-direction: column; overflow: hidden; width: 250px; max-width: calc(100% + 10px); }
.map {
  height: 104px; position: relative; background: linear-gradient(24deg, #0000 46%, #fff9 46% 51%, #0000 51%),
    linear-gradient(-58deg, #0000 58%, #fff9 58% 62%, #0000 62%), linear-gradient(90deg, #bcdcc4 34%, #cfe3d3 34%);
}
@media (prefers-color-scheme: dark) { .map { filter: brightness(.62) saturate(.8); } }
.map i {
  position: absolute; left: 50%; top: 50%; width: 20px; height: 20px; margin: -22px 0 0 -10px; background: #fff;
  border-radius: 50% 50% 50% 0; transform: rotate(-45deg); box-shadow: 0 1px 3px #0006; border: 5px solid #d8323f;
}
.place-text { padding: 8px 11px 9px; font-size: 14px; }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: 5px; padding-left: 3px; }
.actions button {
  background: var(--bubble); color: var(--ink); border-radius: 99px; font-size: 12px; padding: 3px 10px; line-height: 1.4;
  box-shadow: 0 1px 1px #0000001f;
}
.actions button:not(:disabled):hover { background: var(--accent); color: var(--accent-ink); }
.actions button[aria-pressed] { box-shadow: inset 0 0 0 1.5px var(--accent); }
.actions button:disabled { cursor: not-allowed; color: var(--meta); opacity: .7; box-shadow: none; }
.actions small { flex-basis: 100%; color: var(--meta); font-size: 11.5px; padding-left: 4px; }
.more { text-align: center; color: var(--soft); margin-top: 22px; }
.empty { text-align: center; padding: 64px 16px 48px; color: var(--soft); }
.empty h2 { color: var(--ink); font-size: 19px; margin: 18px 0 6px; }
.empty p { max-width: 44ch; margin: 0 auto; }
.empty-phone { display: inline-block; width: 74px; height: 118px; border: 6px solid var(--line); border-radius: 18px; background: var(--card); }
.addresses { margin-top: 32px; background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 13px 18px; }
.addresses summary { cursor: pointer; font-weight: 600; }
.addresses dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); gap: 12px 20px; margin-top: 12px; }
.addresses dt { color: var(--soft); font-size: 13px; }
.addresses code { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
@media (max-width: 640px) {
  .tools { flex-direction: column; align-items: stretch; }
  .webhook { max-width: none; flex-wrap: wrap; padding-top: 8px; }
  .webhook label { flex-basis: 100%; }
  .webhook label small { display: inline; margin-left: 8px; }
  .tools > form:last-child { align-self: flex-end; }
}
`;
