namespace LtoPar.Driver.Reporting.Markup;

/// <summary>
/// The script of reports: it only helps to look at what the page has without it. It zooms the timeline, says what a bar is when it is pointed at, clicked or
/// reached by arrow keys, and sorts tables. All texts come from the table of partitions and are set as text.
/// </summary>
internal static class ReportScript
{
    public const string Text = """

        'use strict';
        (() => {
          const $ = (s, r = document) => Array.from(r.querySelectorAll(s));
          const zoom = document.getElementById('zoom'), plot = document.querySelector('.plot'), scroll = document.querySelector('.scroll');
          if (zoom && plot) zoom.addEventListener('input', () => {
            const middle = (scroll.scrollLeft + scroll.clientWidth / 2) / plot.clientWidth;
            plot.style.setProperty('--zoom', zoom.value);
            scroll.scrollLeft = middle * plot.clientWidth - scroll.clientWidth / 2;
          });
          const bars = new Map(), marked = [];
          for (const bar of $('[data-p]')) {
            if (!bars.has(bar.dataset.p)) bars.set(bar.dataset.p, []);
            bars.get(bar.dataset.p).push(bar);
          }
          const timeline = $('.plot [data-p]').map(bar => bar.dataset.p);
          const rowOf = p => document.getElementById('p' + p);
          let current = -1;
          const say = (p, out) => {
            const row = rowOf(p);
            if (!row || !out) return;
            out.textContent = '';
            const titles = $('thead th', row.closest('table'));
            Array.from(row.cells).forEach((cell, i) => {
              if (cell.textContent === '') return;
              const part = document.createElement(i ? 'span' : 'b');
              part.textContent = (i ? titles[i].textContent + ' ' : '') + cell.textContent + (i ? '; ' : '');
              out.append(part);
            });
          };
          const pick = (p, out) => {
            for (const old of marked.splice(0)) old.classList.remove('on');
            const row = rowOf(p);
            for (const one of [...(bars.get(p) || []), ...(row ? [row] : [])]) { one.classList.add('on'); marked.push(one); }
            current = timeline.indexOf(p);
            say(p, out);
          };
          for (const chart of $('.chart')) {
            const out = chart.querySelector('.pick');
            if (!out) continue;
            const at = event => event.target.closest && event.target.closest('[data-p]');
            chart.addEventListener('pointerover', event => { const bar = at(event); if (bar) say(bar.dataset.p, out); });
            chart.addEventListener('click', event => { const bar = at(event); if (bar) pick(bar.dataset.p, out); });
          }
          if (scroll) scroll.addEventListener('keydown', event => {
            const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
            if (step && timeline.length) {
              event.preventDefault();
              const next = Math.min(timeline.length - 1, Math.max(0, current + step));
              pick(timeline[next], scroll.closest('.chart').querySelector('.pick'));
              const bar = bars.get(timeline[next]).find(b => b.closest('.plot'));
              if (bar) bar.scrollIntoView({ block: 'nearest', inline: 'nearest' });
            } else if (event.key === 'Enter' && current >= 0) {
              const row = rowOf(timeline[current]);
              if (!row) return;
              row.closest('details').open = true;
              row.tabIndex = -1;
              row.focus();
              row.scrollIntoView({ block: 'center' });
            }
          });
          for (const table of $('table.sortable')) {
            const heads = $('thead th', table);
            heads.forEach((head, column) => head.querySelector('button').addEventListener('click', () => {
              const down = head.getAttribute('aria-sort') ? head.getAttribute('aria-sort') === 'ascending' : head.classList.contains('n');
              heads.forEach(other => other.removeAttribute('aria-sort'));
              head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
              const isNumber = head.classList.contains('n'), body = table.tBodies[0];
              const keyed = Array.from(body.rows).map(row => [isNumber ? parseFloat(row.cells[column].textContent) || 0 : row.cells[column].textContent, row]);
              keyed.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0) * (down ? -1 : 1));
              body.append(...keyed.map(k => k[1]));
            }));
          }
        })();

        """;
}
