"""Things that move, on wheels, on rails and in the air."""

from config.demo.pictures.scenes.vehicles.balloons import balloons
from config.demo.pictures.scenes.vehicles.bicycle import bicycle
from config.demo.pictures.scenes.vehicles.car import car
from config.demo.pictures.scenes.vehicles.scooter import scooter
from config.demo.pictures.scenes.vehicles.train import train
from config.demo.pictures.scenes.vehicles.van import van
from config.demo.pictures.sketch import Scene

SCENES: tuple[Scene, ...] = (bicycle, van, balloons, car, train, scooter)
