"""What a number counts: frames of number, noun and verb, each with the measure that it tells."""

import pytest

from events.extract import ArticleMeta, draft_records
from geodata.gazetteer import load_gazetteer

COARSE = {"arrived": "deployed", "present": "deployed", "engaged": "deployed", "command": "other"}

FRAMES = [
    # where they are
    ("Some 8,000 soldiers are standing guard near the border.", "deployed"),
    ("Seoul believes that more will follow, and that roughly 9,000 soldiers are dug in there.", "deployed"),
    ("About 7,000 men have been gathered in Kursk Oblast.", "deployed"),
    ("The force grew to 12,000 men in November.", "deployed"),
    ("Of 9,000 North Koreans, two-thirds of the original contingent can still hold a rifle.", "deployed"),
    ("A quarter of the original force could still fight, he estimated.", "deployed"),
    ("About 1,000 army engineers are clearing mines near Sudzha.", "deployed"),
    ("At least 900 sappers have already reached Russia.", "deployed"),
    ("They took up positions with 300 soldiers.", "deployed"),
    # a plan
    ("North Korea May Deploy Up to 40,000 Troops", "expected"),
    ("Kim would spare 20,000 men at most.", "expected"),
    ("He expected up to 15,000 to serve in the region.", "expected"),
    ("Pyongyang is preparing to hand over 6,000 builders.", "expected"),
    ("Another 3,000 soldiers are to be sent in spring.", "expected"),
    ("Some 2,000 North Koreans were slated for the next rotation.", "expected"),
    ("A third batch of 4,000 men is on its way to Vladivostok.", "expected"),
    ("The 5,000 workers promised in June have yet to leave.", "expected"),
    ("Reinforcements could number 2,500 soldiers.", "expected"),
    # held back
    ("Moscow is holding back 3,000 soldiers in the second echelon.", "reserve"),
    ("Two more brigades are being held in reserve near Khabarovsk.", "reserve"),
    ("About 1,500 soldiers stand ready in the rear as a reserve.", "reserve"),
    # losses together
    ("Of these more than 5,000 are dead, injured or captured.", "casualties"),
    ("About 4,000 soldiers became casualties.", "casualties"),
    ("North Korea's losses have exceeded 6,000 soldiers.", "casualties"),
    ("Some 900 soldiers were killed, wounded or taken prisoner.", "casualties"),
    ("Losses from May 1, 2024 to January 5, 2025 stand at about 700,000 personnel.", "casualties"),
    ("Russia lost 1,250 soldiers over the past day.", "casualties"),
    ("The contingent has been reduced by a third, officials said.", "casualties"),
    ("The brigade was thinned by a quarter in three weeks of fighting.", "casualties"),
    ("A battalion of infantry and marines had been lost near the village; 40 soldiers were wiped out.", "casualties"),
    ("The drones destroyed 60 infantrymen over three days.", "casualties"),
    ("Russia has been losing 1,100 soldiers a day.", "casualties"),
    ("Casualties passed 5,000 soldiers, or close to half of the force.", "casualties"),
    # the dead
    ("Kim pinned medals beside the portraits of 90 soldiers.", "killed"),
    ("The remains of at least 1,100 soldiers have been brought home.", "killed"),
    ("Urns with the ashes of 200 soldiers were flown to Pyongyang.", "killed"),
    ("A wall with the names of 340 soldiers was unveiled.", "killed"),
    ("Coffins of 30 soldiers arrived by train.", "killed"),
    ("Graves for 60 soldiers were dug outside the town.", "killed"),
    ("A missile strike near Donetsk killed more than 20 servicemen.", "killed"),
    ("Around 2,000 soldiers sent to fight for Russia have lost their lives.", "killed"),
    ("The service put the dead at no fewer than 600 soldiers.", "killed"),
    # wounded, captured, missing, deserted
    ("About 30 wounded soldiers were brought to a hospital.", "wounded"),
    ("Some 120 North Korean soldiers were still missing.", "missing"),
    ("Kyiv holds two North Korean prisoners.", "captured"),
    ("Two North Koreans were taken alive.", "captured"),
    ("Eighteen North Koreans had deserted in Bryansk Oblast.", "deserted"),
    # gone
    ("Dozens of officers now returning home will pass on what they learned.", "withdrawn"),
    ("Two brigades had gone home over the summer.", "withdrawn"),
    ("About 800 soldiers are heading home to be decorated.", "withdrawn"),
    ("Some 3,000 soldiers were rotated out of the front line.", "withdrawn"),
    # arms and ground
    ("Pyongyang has delivered 180 units of 170-millimeter self-propelled guns.", "materiel"),
    ("It shipped 60 units of heavy artillery.", "materiel"),
    ("Shells: if filled, the crates would hold upwards of 2 million of them.", "materiel"),
    ("Over 20,000 containers have left the port; Seoul now puts that number at 28,000.", "materiel"),
    ("Russia has received about 50 howitzers.", "materiel"),
    ("Ukraine still held 40 percent of the territory it had taken.", "territory"),
    # work and command
    ("A third of those already working at the plant are women; 300 soldiers guard it.", "other"),
]  # fmt: skip


def figures_of(sentence):
    text = f"A headline of ours\n\nNorth Korean soldiers are in Russia.\n\n{sentence}"
    return draft_records(ArticleMeta("Kyiv Post", "2025-01-15"), text, load_gazetteer()).figures


@pytest.mark.parametrize(("sentence", "measure"), FRAMES)
def test_a_frame_tells_the_measure(sentence, measure):
    found = {COARSE.get(figure.measure, figure.measure) for figure in figures_of(sentence)}
    assert measure in found


@pytest.mark.parametrize(
    ("sentences", "measures"),
    [
        ("Some 3,000 had become casualties, up from an earlier estimate of 2,000.", ["casualties"] * 2),
        ("About 2,000 soldiers died, more than triple the April figure of 600.", ["killed"] * 2),
        ("Some 4,000 were killed or wounded. London arrived at a higher number - more than 6,000.", ["casualties"] * 2),
        ("He spoke of 400 wounded. Seoul said that the total had exceeded 500.", ["wounded"] * 2),
        ("North Korea's casualties exceeded 5,000, more than half of the contingent.", ["casualties"] * 2),
        ("Losses reached 900 soldiers, including 120 over the past day.", ["casualties"] * 2),
        ("About 1,000 soldiers were wounded, and one in three lost a leg.", ["wounded", "wounded"]),
    ],
)
def test_a_number_without_a_noun_counts_what_the_one_before_did(sentences, measures):
    assert [figure.measure for figure in figures_of(sentences)] == measures
