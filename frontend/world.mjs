// Makes the map of the world from Natural Earth's countries (the package world-atlas): world.svg, in which each country
// has the id "m" and its UN M49 code, and world.json with the projection, the places and their outlines as GeoJSON.
// Usage: node world.mjs FOLDER

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { geoArea, geoCentroid, geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import { filter, filterAttachedWeight, presimplify, simplify, sphericalRingArea, sphericalTriangleArea } from "topojson-simplify";

const WIDTH = 1000;
// Some islands lie beyond the outlines.
const MARGIN = 10;
// In steradians: smaller triangles and islands would not be seen in a map as wide as a page.
const DETAIL = 1e-5;
const ISLAND = 5e-6;
// A place that is smaller than this on the map, in its units, has a point as well.
const SMALL = 5;
const ANTARCTICA = "010";
// Territories that Natural Earth counts as parts of another country, with a place in them: longitude and latitude.
const WITHIN_OTHERS = {
  "074": [3.41, -54.42], "162": [105.63, -10.49], "166": [96.83, -12.17], "175": [45.15, -12.82],
  "254": [-53.1, 4.0], "312": [-61.55, 16.2], "474": [-61.02, 14.65], "535": [-68.27, 12.18],
  "581": [166.62, 19.28], "638": [55.53, -21.12], "744": [18.0, 78.5], "772": [-171.85, -9.2],
};

const read = (scale) => JSON.parse(readFileSync(new URL(`node_modules/world-atlas/countries-${scale}.json`, import.meta.url)));

// Islands far from a country may be features of their own with its code: the largest feature stands for it.
function countries(topology) {
  const all = feature(topology, topology.objects.countries).features.filter(({ id }) => id !== ANTARCTICA);
  const largest = new Map();
  for (const each of all) {
    const name = each.id ?? each.properties.name;
    if (!largest.has(name) || geoArea(each) > geoArea(largest.get(name))) largest.set(name, each);
  }
  return [...largest.values()];
}

function simplified(topology) {
  const weighed = presimplify(topology, sphericalTriangleArea);
  return filter(simplify(weighed, DETAIL), filterAttachedWeight(weighed, ISLAND, sphericalRingArea));
}

function largest({ geometry }) {
  if (geometry.type !== "MultiPolygon") return geometry;
  const parts = geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));
  return parts.reduce((best, each) => (geoArea(each) > geoArea(best) ? each : best));
}

// Coordinates as differences from the last point, which takes half of the letters.
function relative(path) {
  let last = [0, 0];
  return path.replace(/([MLZ])([^MLZ]*)/g, (_, command, pair) => {
    if (command === "Z") return "z";
    const point = pair.split(",").map((each) => Math.round(each * 10));
    const [x, y] = point.map((each, axis) => (each - last[axis]) / 10);
    const absolute = command === "M" ? point.map((each) => each / 10) : [x, y];
    last = point;
    return `${command === "M" ? "M" : "l"}${absolute[0]}${absolute[1] < 0 ? "" : ","}${absolute[1]}`;
  });
}

// RFC 7946 wants outer rings against the clock and inner rings with it; the sphere of d3 wants the opposite.
function rewound(geometry) {
  const area = (ring) => ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i][0] * y - x * ring[i][1], 0);
  const wind = (ring, i) => ((area(ring) < 0) === (i === 0) ? [...ring].reverse() : ring);
  const round = (ring) => ring.map((point) => point.map((each) => Math.round(each * 100) / 100));
  const differ = (ring) => ring.filter((point, i) => i === 0 || String(point) !== String(ring[i - 1]));
  const polygon = (rings) => rings.map(round).map(differ).filter((ring) => ring.length > 3 && area(ring)).map(wind);
  const { type, coordinates } = geometry;
  const polygons = (type === "Polygon" ? [coordinates] : coordinates).map(polygon).filter(([outer]) => outer);
  return polygons.length ? { type: "MultiPolygon", coordinates: polygons } : null;
}

const exact = countries(read("50m"));
const drawn = countries(simplified(read("50m")));
const all = { type: "FeatureCollection", features: exact };
const projection = geoEqualEarth().rotate([-11, 0]).fitWidth(WIDTH - 2 * MARGIN, all);
projection.translate(projection.translate().map((each) => each + MARGIN));
const path = geoPath(projection);
const height = Math.ceil(path.bounds(all)[1][1] + MARGIN);

const places = {};
function place(id, centre, small, geometry) {
  const [x, y] = projection(centre).map((each) => Math.round(each * 10) / 10);
  places[id] ??= { x, y, small, longitude: +centre[0].toFixed(2), latitude: +centre[1].toFixed(2), geometry };
}

const outlines = new Map(drawn.map((each) => [each.id ?? each.properties.name, each]));
for (const each of exact.filter(({ id }) => id)) {
  const [[left, top], [right, bottom]] = path.bounds(largest(each));
  const outline = outlines.get(each.id);
  const kept = outline?.geometry?.coordinates.length ? outline : each;
  place(each.id, geoCentroid(largest(each)), Math.max(right - left, bottom - top) < SMALL, rewound(kept.geometry));
}
for (const each of countries(read("10m")).filter(({ id }) => id)) {
  place(each.id, geoCentroid(largest(each)), true, null);
}
for (const [id, centre] of Object.entries(WITHIN_OTHERS)) place(id, centre, true, null);

const shapes = drawn.map(({ id, geometry }) => {
  const outline = geometry && path.digits(1)({ type: "Feature", geometry });
  return outline ? `<path${id ? ` id="m${id}"` : ""} d="${relative(outline)}"/>` : "";
});
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}"><g id="land">${shapes.join("")}</g></svg>\n`;
const world = {
  width: WIDTH, height, rotation: projection.rotate()[0], scale: projection.scale(), translation: projection.translate(), places,
};
const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/world.svg`, svg);
writeFileSync(`${folder}/world.json`, JSON.stringify(world));
